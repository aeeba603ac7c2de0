import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { keyNames } from '../../keys/key-names.ts'
import { IconButton } from '../../ui/icon-button.tsx'

const [LEFT, RIGHT] = ['←', '→'].map((arrow) => keyNames(['Alt', arrow]).join(' '))

type Props = { readonly name: string; readonly onMove: (by: -1 | 1) => void }

/** For whoever does not drag. At either end they do nothing, and keep the focus. */
export function MoveButtons({ name, onMove }: Props) {
  return (
    <span className="move-buttons">
      <IconButton label={`Move ${name} left`} keys={LEFT} onClick={() => onMove(-1)}>
        <IconChevronLeft size={16} aria-hidden="true" />
      </IconButton>
      <IconButton label={`Move ${name} right`} keys={RIGHT} onClick={() => onMove(1)}>
        <IconChevronRight size={16} aria-hidden="true" />
      </IconButton>
    </span>
  )
}
