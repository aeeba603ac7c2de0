/** One emoji as Unicode recommends it for interchange, with its skin tone and all that is joined to it; nothing else beside it. */
export function isEmoji(text: string): boolean {
  return new RegExp('^\\p{RGI_Emoji}$', 'v').test(text)
}

/** ❤ and ❤️ are one emoji, with and without the sign that asks for colour. */
export function isSameEmoji(one: string, other: string): boolean {
  return plain(one) === plain(other)
}

function plain(emoji: string): string {
  return emoji.replaceAll('\u{fe0f}', '')
}
