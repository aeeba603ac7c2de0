import { fileVerdict, type FileRule } from '#domain/files/outgoing-file.ts'

/** Which files can be sent, in words: "JPEG, PNG or GIF, up to 10 MB". */
export function ruleWords({ types, maxBytes }: FileRule): string {
  const names = Object.values(types)
  return `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}, up to ${maxBytes / 1_000_000} MB`
}

/** Why a file need not be uploaded at all, by what the browser says of it; what it is indeed the desk tells. */
export function refusedBeforehand(rule: FileRule, file: Pick<File, 'type' | 'size'>): string | undefined {
  switch (fileVerdict(rule, file)) {
    case 'fits':
      return file.size === 0 ? 'There is nothing in this file.' : undefined
    case 'other-type':
      return `This cannot be sent here. Facebook takes ${ruleWords(rule)}.`
    case 'too-large':
      return `This picture is too large. Facebook takes ${ruleWords(rule)}.`
  }
}
