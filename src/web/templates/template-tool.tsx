import { IconTemplate } from '@tabler/icons-react'
import { IconButton } from '../ui/icon-button.tsx'

/** Among the tools of the field. */
export function TemplateTool({ onPress }: { readonly onPress: () => void }) {
  return (
    <IconButton label="Use a template" onClick={onPress}>
      <IconTemplate size={18} aria-hidden="true" />
    </IconButton>
  )
}
