import { useState, type DragEvent, type KeyboardEvent } from 'react'
import type { ChosenFile } from './choices.ts'

/** What is dragged is a file of this list, and nothing that falls into a text. */
const DRAGGED = 'application/x-pagedesk-chosen-file'

const STEPS: Readonly<Record<string, -1 | 1>> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }

/** How chosen files change places: dragged onto another, by a step, or by Alt with an arrow. */
export function useMoving(chosen: readonly ChosenFile[], onMove: (key: string, to: number) => void) {
  const [overIndex, setOverIndex] = useState<number>()
  const [told, setTold] = useState('')

  function place(from: number, to: number): void {
    const file = chosen[from]
    if (file !== undefined && chosen[to] !== undefined) {
      onMove(file.key, to)
      setTold(`${file.name}: ${to + 1} of ${chosen.length}`)
    }
  }

  const move = (from: number, by: -1 | 1): void => place(from, from + by)

  function at(index: number) {
    return {
      draggable: chosen.length > 1,
      'data-over': overIndex === index || undefined,
      onDragStart: ({ dataTransfer }: DragEvent) => {
        dataTransfer.effectAllowed = 'move'
        dataTransfer.setData(DRAGGED, String(index))
      },
      onDragOver: (event: DragEvent) => {
        if (event.dataTransfer.types.includes(DRAGGED)) {
          event.preventDefault()
          setOverIndex(index)
        }
      },
      onDragLeave: () => setOverIndex(undefined),
      onDrop: ({ dataTransfer }: DragEvent) => {
        setOverIndex(undefined)
        const from = dataTransfer.getData(DRAGGED)
        if (from !== '') {
          place(Number(from), index)
        }
      },
      onKeyDown: (event: KeyboardEvent) => {
        const by = STEPS[event.key]
        if (event.altKey && by !== undefined) {
          event.preventDefault()
          move(index, by)
        }
      },
    }
  }

  return { at, move, told }
}
