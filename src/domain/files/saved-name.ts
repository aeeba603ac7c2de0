/** Letters that show nothing, or turn others around: with them a name says what it is not. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu
/** What separates folders, or means something to a shell or a file system. */
const SEPARATING = /[/\\:*?"<>|]+/g
/** Names that are devices on Windows, whatever follows the dot. */
const DEVICES = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i
const MOST_LETTERS = 150

/**
 * Under which name a file is saved that a stranger sent. It begins with no dot, leads into no folder, and its ending can be seen; without a
 * name it is called after what it is.
 */
export function savedName(name: string | undefined, { what, type }: { readonly what: string; readonly type: string }): string {
  const tidy = (name ?? '')
    .normalize('NFC')
    .replace(UNSEEN, '')
    .replace(SEPARATING, '_')
    .trim()
    .replace(/^[. ]+|[. ]+$/g, '')
  if (tidy === '') {
    return `${what}${endingOf(type)}`
  }
  return cut(DEVICES.test(tidy) ? `_${tidy}` : tidy)
}

/** The ending stays: by it people and machines know what it is. */
function cut(name: string): string {
  // Whole code points: half a surrogate pair could stand in no header.
  const letters = Array.from(name)
  if (letters.length <= MOST_LETTERS) {
    return name
  }
  const ending = /\.[\p{L}\d]{1,10}$/u.exec(name)?.[0] ?? ''
  return letters.slice(0, MOST_LETTERS - ending.length).join('') + ending
}

const ENDINGS: Readonly<Record<string, string>> = { 'image/jpeg': '.jpg', 'audio/mpeg': '.mp3', 'application/pdf': '.pdf' }

function endingOf(type: string): string {
  const subtype = /^(?:image|audio|video)\/([a-z\d]{2,5})$/.exec(type)?.[1]
  return ENDINGS[type] ?? (subtype === undefined ? '' : `.${subtype}`)
}
