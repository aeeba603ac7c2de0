import { inMessages } from '#domain/files/in-messages.ts'
import type { FileRule, SentKind } from '#domain/files/outgoing-file.ts'
import { ruleWords } from '#domain/files/rule-words.ts'
import type { ChosenFile } from './choices.ts'

/** As how many messages it goes, and in which order. */
export type Plan = { readonly count: number; readonly words: string }

/** What goes along with the words; cards are a message of their own. */
type Beside = { readonly files: readonly Pick<ChosenFile, 'what'>[]; readonly hasCards?: boolean }

/** What words and files become, where a message holds either: "your text, then 3 pictures"; undefined: one message, or none. */
export function planOf(rule: FileRule, texts: number, { files, hasCards = false }: Beside): Plan | undefined {
  const behind = behindWords(rule, files)
  const count = texts + behind.length + (hasCards ? 1 : 0)
  if (count === texts || count < 2) {
    return undefined
  }
  const said = texts === 0 ? [] : [texts === 1 ? 'your text' : `your text in ${texts} messages`]
  const cards = hasCards ? ['the cards'] : []
  return { count, words: [...said, ...behind.map((each) => countedWords(each.map(({ file }) => file.what))), ...cards].join(', then ') }
}

/** The messages that files become, behind the words; none where a file stands beside them. */
export function behindWords<Each extends Pick<ChosenFile, 'what'>>(rule: FileRule | undefined, files: readonly Each[]) {
  return rule?.goes === 'alone' ? inMessages(files.map((file) => ({ file }))) : []
}

/** Why nothing can be sent for the moment; undefined: files do not stand in the way. */
export function holdWords(rule: FileRule, files: readonly Pick<ChosenFile, 'state'>[]): string | undefined {
  const bad = files.filter(({ state }) => state.kind === 'failed').length
  const underWay = files.filter(({ state }) => state.kind === 'waiting' || state.kind === 'uploading').length
  if (bad + underWay === 0) {
    return undefined
  }
  const awaited = [
    ...(underWay === 0 ? [] : [underWay === 1 ? 'the upload is done' : 'the uploads are done']),
    ...(bad === 0 ? [] : [bad === 1 ? 'the file that can’t be sent is removed' : `the ${bad} files that can’t be sent are removed`]),
  ]
  return `${ruleWords(rule)}. You can send when ${awaited.join(' and ')}.`
}

const NAMES: Readonly<Record<SentKind, readonly [one: string, many: string]>> = {
  picture: ['a picture', 'pictures'],
  video: ['a video', 'videos'],
  audio: ['a sound', 'sounds'],
  file: ['a file', 'files'],
}

function countedWords(kinds: readonly SentKind[]): string {
  const [one, many] = NAMES[kinds[0] ?? 'file']
  return kinds.length === 1 ? one : `${kinds.length} ${many}`
}
