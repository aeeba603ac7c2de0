import { useEffect } from 'react'

let place = ''
let waiting = 0

/** The browser's tab says where one is. */
export function useDocumentTitle(title: string): void {
  useEffect(() => {
    place = title
    show()
  }, [title])
}

/** Before it stands how much waits, so that it can be seen from another tab. */
export function useTitleCount(count: number): void {
  useEffect(() => {
    waiting = count
    show()
    return () => {
      waiting = 0
      show()
    }
  }, [count])
}

function show(): void {
  const count = waiting > 999 ? '999+' : String(waiting)
  document.title = [waiting > 0 ? `(${count}) ` : '', place === '' ? '' : `${place} · `, 'Pagedesk'].join('')
}
