import { Button } from '@mantine/core'
import { IconTemplate } from '@tabler/icons-react'

/** Offers to send a template in place of words of one's own. */
export function TemplateButton({ onPress }: { readonly onPress: () => void }) {
  return (
    <Button size="xs" leftSection={<IconTemplate size={16} aria-hidden="true" />} onClick={onPress}>
      Use a template
    </Button>
  )
}
