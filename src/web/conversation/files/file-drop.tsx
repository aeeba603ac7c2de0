import { useState, type ClipboardEvent, type DragEvent, type ReactNode } from 'react'
import type { FileRule } from '#domain/files/outgoing-file.ts'
import { ruleWords } from '#domain/files/rule-words.ts'
import { clockTime } from '../../ui/format-time.ts'

type FileDropProps = {
  readonly rule: FileRule | undefined
  readonly onChoose: (files: readonly File[]) => void
  readonly children: ReactNode
}

/** Where files can be dropped, or pasted, instead of chosen; without a rule it is only what stands in it. */
export function FileDrop({ rule, onChoose, children }: FileDropProps) {
  const [isOver, setIsOver] = useState(false)
  if (rule === undefined) {
    return children
  }

  function take(files: readonly File[], event: DragEvent | ClipboardEvent): void {
    if (files.length > 0) {
      event.preventDefault()
      onChoose(rule?.atMost === 1 ? files.slice(0, 1) : files)
    }
  }

  return (
    <div
      onPaste={(event) => {
        // What an office program copies is words, with a picture of them beside.
        if (event.clipboardData.getData('text/plain') === '') {
          take([...event.clipboardData.files].map(named), event)
        }
      }}
      onDragOver={(event) => {
        if (event.dataTransfer.types.includes('Files')) {
          event.preventDefault()
          setIsOver(true)
        }
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget instanceof Node ? event.relatedTarget : null)) {
          setIsOver(false)
        }
      }}
      onDrop={(event) => {
        setIsOver(false)
        take([...event.dataTransfer.files], event)
      }}
    >
      {children}
      {isOver ? (
        <p className="drop-here" aria-hidden="true">
          {rule.atMost === 1 ? 'Drop the picture here' : 'Drop files to attach them'}
          <small>{ruleWords(rule)}</small>
        </p>
      ) : null}
    </div>
  )
}

/** Browsers call each picture that was copied from a screen the same. */
function named(file: File): File {
  return file.name === 'image.png' ? new File([file], `Pasted picture, ${clockTime(new Date())}.png`, { type: file.type }) : file
}
