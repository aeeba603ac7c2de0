import { useEffect } from 'react'

/** The browser's tab says where one is. */
export function useDocumentTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Pagedesk`
  }, [title])
}
