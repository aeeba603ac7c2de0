import { Button, TextInput } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useRef, useState } from 'react'

type CopyFieldProps = { readonly label: string; readonly value: string; readonly isLabelHidden?: boolean }

/** Something to hand on, with a button that copies it. Where the browser refuses (plain http), it is selected instead. */
export function CopyField({ label, value, isLabelHidden = false }: CopyFieldProps) {
  const [outcome, setOutcome] = useState<'copied' | 'selected'>()
  const field = useRef<HTMLInputElement>(null)

  async function handleCopy(): Promise<void> {
    field.current?.select()
    try {
      await navigator.clipboard.writeText(value)
      setOutcome('copied')
    } catch {
      // No clipboard without https, or not allowed: the text is selected, and the words below say what to press.
      setOutcome('selected')
    }
  }

  return (
    <div className="copy-field">
      <TextInput
        {...(isLabelHidden ? { 'aria-label': label } : { label })}
        value={value}
        readOnly
        ref={field}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button
        leftSection={outcome === 'copied' ? <IconCheck size={16} aria-hidden="true" /> : <IconCopy size={16} aria-hidden="true" />}
        onClick={() => void handleCopy()}
      >
        {outcome === 'copied' ? 'Copied' : 'Copy'}
      </Button>
      <output className="copy-field-hint">
        {outcome === 'selected' ? 'The browser does not copy here. The link is selected: press Ctrl+C.' : ''}
      </output>
    </div>
  )
}
