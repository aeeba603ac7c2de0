import { Button, TextInput } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { copyToClipboard, type CopyOutcome } from './clipboard.ts'

type CopyFieldProps = { readonly label: string; readonly value: string; readonly isLabelHidden?: boolean }

/** Something to hand on, with a button that copies it. Where the browser refuses (plain http), it is selected instead. */
export function CopyField({ label, value, isLabelHidden = false }: CopyFieldProps) {
  const [outcome, setOutcome] = useState<CopyOutcome>()
  const field = useRef<HTMLInputElement>(null)

  async function handleCopy(): Promise<void> {
    field.current?.select()
    setOutcome(await copyToClipboard(value))
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
        {outcome === undefined || outcome === 'copied' ? '' : 'The browser did not copy it. It is selected: copy it yourself.'}
      </output>
    </div>
  )
}
