import { IconPaperclip, IconPhoto } from '@tabler/icons-react'
import { useRef } from 'react'
import type { FileRule } from '#domain/files/outgoing-file.ts'
import { ruleWords } from '#domain/files/rule-words.ts'
import { useShortcut } from '../../keys/shortcuts.tsx'
import { IconButton } from '../../ui/icon-button.tsx'

type Props = { readonly rule: FileRule; readonly onChoose: (files: readonly File[]) => void }

/** Offers to add files, and says which. */
export function FileButton({ rule, onChoose }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const accept = acceptedBy(rule)
  const isOnePicture = rule.atMost === 1
  const choose = () => input.current?.click()
  useShortcut('attach', choose)
  return (
    <>
      <IconButton label={`${isOnePicture ? 'Add a picture' : 'Attach files'}: ${ruleWords(rule)}`} onClick={choose}>
        {isOnePicture ? <IconPhoto size={18} aria-hidden="true" /> : <IconPaperclip size={18} aria-hidden="true" />}
      </IconButton>
      <input
        ref={input}
        type="file"
        hidden
        multiple={!isOnePicture}
        {...(accept === undefined ? {} : { accept })}
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])]
          // The same one may be chosen again after it was removed.
          currentTarget.value = ''
          onChoose(files)
        }}
      />
    </>
  )
}

/** Undefined: any file. */
function acceptedBy({ kinds }: FileRule): string | undefined {
  const types = kinds.map((kind) => kind.types)
  return types.includes('all-others') ? undefined : types.flatMap(Object.keys).join(',')
}
