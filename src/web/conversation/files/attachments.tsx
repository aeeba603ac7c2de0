import type { RefObject } from 'react'
import type { FileRule } from '#domain/files/outgoing-file.ts'
import { countWords } from '#domain/files/rule-words.ts'
import { showToast } from '../../ui/toast-store.ts'
import type { ChosenFile, Reply } from './choices.ts'
import { chooseFiles, dropFile, moveFile, tryFileAgain } from './chosen-files.ts'
import { ChosenList } from './chosen-list.tsx'
import { PlanLine } from './plan-line.tsx'

type Props = {
  readonly reply: Reply
  readonly rule: FileRule | undefined
  readonly chosen: readonly ChosenFile[]
  /** As how many messages the words go. */
  readonly texts: number
  /** Whether cards go with it, too. */
  readonly hasCards: boolean
  readonly field: RefObject<HTMLTextAreaElement | null>
}

/** The files that go with a reply, and as how many messages all of it goes. */
export function Attachments({ reply, rule, chosen, texts, hasCards, field }: Props) {
  function handleRemove(key: string): void {
    dropFile(reply, key)
    field.current?.focus()
  }

  return (
    rule && (
      <>
        <ChosenList
          chosen={chosen}
          onMove={(key, to) => moveFile(reply, key, to)}
          onRemove={handleRemove}
          onTryAgain={(key) => tryFileAgain(reply, key)}
        />
        <PlanLine rule={rule} texts={texts} chosen={chosen} hasCards={hasCards} />
      </>
    )
  )
}

/** Adds files to a reply; those that are too many are told. */
export function attach(reply: Reply, rule: FileRule | undefined, files: readonly File[]): void {
  const tooMany = rule === undefined ? 0 : chooseFiles(reply, files, rule)
  if (rule !== undefined && tooMany > 0) {
    showToast({ message: `${tooMany === 1 ? 'One file was' : `${tooMany} files were`} not added. ${countWords(rule)}` })
  }
}

/** Whether the desk has all of them. */
export function areUploaded(chosen: readonly ChosenFile[]): boolean {
  return chosen.every(({ state }) => state.kind === 'uploaded')
}
