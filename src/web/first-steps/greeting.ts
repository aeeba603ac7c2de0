export function greeting(now: Date): string {
  const hour = now.getHours()
  if (hour < 5) {
    return 'Hello'
  }
  if (hour < 12) {
    return 'Good morning'
  }
  return hour < 18 ? 'Good afternoon' : 'Good evening'
}
