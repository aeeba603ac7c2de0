import { lineElementId } from '../conversation/lines/line-element.ts'

/** By which an item is found to have the focus. */
export function itemElementId(key: string): string {
  return lineElementId(key.replaceAll(' ', '-'))
}
