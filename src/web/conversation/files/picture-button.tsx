import { IconPhoto } from '@tabler/icons-react'
import { useRef } from 'react'
import type { FileRule } from '#domain/files/outgoing-file.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { ruleWords } from './rule-words.ts'

/** Offers to add a picture, and says which. */
export function PictureButton({ rule, onChoose }: { readonly rule: FileRule; readonly onChoose: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <IconButton label={`Add a picture: ${ruleWords(rule)}`} onClick={() => input.current?.click()}>
        <IconPhoto size={18} aria-hidden="true" />
      </IconButton>
      <input
        ref={input}
        type="file"
        hidden
        accept={Object.keys(rule.types).join(',')}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? []
          // The same one may be chosen again after it was removed.
          currentTarget.value = ''
          if (file !== undefined) {
            onChoose(file)
          }
        }}
      />
    </>
  )
}
