import { useState, type ClipboardEvent, type DragEvent, type ReactNode } from 'react'
import type { FileRule } from '#domain/files/outgoing-file.ts'
import { ruleWords } from './rule-words.ts'

type FileDropProps = { readonly rule: FileRule | undefined; readonly onChoose: (file: File) => void; readonly children: ReactNode }

/** Where a file can be dropped, or pasted, instead of chosen; without a rule it is only what stands in it. */
export function FileDrop({ rule, onChoose, children }: FileDropProps) {
  const [isOver, setIsOver] = useState(false)
  if (rule === undefined) {
    return children
  }

  function take(files: FileList, event: DragEvent | ClipboardEvent): void {
    const [file] = files
    if (file !== undefined) {
      event.preventDefault()
      onChoose(file)
    }
  }

  return (
    <div
      onPaste={(event) => {
        // What an office program copies is words, with a picture of them beside.
        if (event.clipboardData.getData('text/plain') === '') {
          take(event.clipboardData.files, event)
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
        take(event.dataTransfer.files, event)
      }}
    >
      {children}
      {isOver ? (
        <p className="drop-here" aria-hidden="true">
          Drop the picture here
          <small>{ruleWords(rule)}</small>
        </p>
      ) : null}
    </div>
  )
}
