import type { FileRule, SentKind } from '#domain/files/outgoing-file.ts'
import type { FilePart } from '../../api/types.ts'
import type { ChosenFile } from './choices.ts'
import { judgeBeforehand } from './judge-beforehand.ts'

let keys = 0

/** It waits to be brought, or cannot be sent there at all. */
export function fromBrowser(file: File, rule: FileRule): ChosenFile {
  const { what, refusal } = judgeBeforehand(rule, file)
  const previewUrl = what === 'picture' ? URL.createObjectURL(file) : undefined
  const state = refusal === undefined ? ({ kind: 'waiting' } as const) : ({ kind: 'failed', words: refusal, canTryAgain: false } as const)
  return { ...fresh(), name: file.name, size: file.size, what, previewUrl, bytes: file, state }
}

/** The desk has it already. */
export function fromDesk(file: FilePart): ChosenFile {
  const what = sentAs(file)
  const previewUrl = what === 'picture' ? (file.previewUrl ?? file.url ?? undefined) : undefined
  const state = { kind: 'uploaded', file } as const
  return { ...fresh(), name: file.name ?? 'File', size: file.size ?? 0, what, previewUrl, bytes: undefined, state }
}

export function sentAs({ what }: FilePart): SentKind {
  return what === 'voice' || what === 'sticker' ? 'file' : what
}

function fresh() {
  keys += 1
  return { key: String(keys), stop: new AbortController() }
}
