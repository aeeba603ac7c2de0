import { Button } from '@mantine/core'
import { IconAt, IconX } from '@tabler/icons-react'
import { firstNameOf } from '../ui/first-name.ts'
import { IconButton } from '../ui/icon-button.tsx'

type ButtonProps = { readonly name: string; readonly isOn: boolean; readonly onPress: () => void }

/** Offers to mention whoever wrote what is answered. */
export function MentionButton({ name, isOn, onPress }: ButtonProps) {
  return (
    <Button
      size="xs"
      variant="quiet"
      className="mention-button"
      leftSection={<IconAt size={14} aria-hidden="true" />}
      title="Your reply begins with their name. Facebook tells them of it."
      aria-pressed={isOn}
      onClick={onPress}
    >
      <span className="ellipsis">
        Mention <bdi>{firstNameOf(name)}</bdi>
      </span>
    </Button>
  )
}

/** The name with which the reply begins, as everybody will read it. */
export function MentionedFirst({ name, onRemove }: { readonly name: string; readonly onRemove: () => void }) {
  return (
    <p className="mentioned-first">
      <IconAt size={14} aria-hidden="true" />
      <span className="sr">The reply begins with </span>
      <bdi>{name}</bdi>
      <IconButton label="Remove the mention" onClick={onRemove}>
        <IconX size={14} aria-hidden="true" />
      </IconButton>
    </p>
  )
}
