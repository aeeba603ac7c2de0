import { IconStarFilled } from '@tabler/icons-react'

/** Beside the name of a client who is a VIP. */
export function VipStar() {
  return (
    <span className="vip" title="VIP">
      <IconStarFilled size={14} aria-label="VIP" />
    </span>
  )
}
