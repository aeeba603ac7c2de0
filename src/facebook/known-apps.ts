/**
 * Apps of Facebook's own, by which somebody writes in a Page's name. The first is printed in the Messenger Platform docs (message echoes,
 * 2026-06), the second is what integrators see in real echoes; both are the Page's inbox, since v12.
 */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['26390203743090', 'Meta Business Suite'],
  ['263902037430900', 'Meta Business Suite'],
])

/** What an app is called, where the desk knows it. */
export function appNameOf(appId: string | undefined): string | undefined {
  return appId === undefined ? undefined : NAMES.get(appId)
}
