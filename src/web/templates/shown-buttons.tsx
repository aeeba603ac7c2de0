/** What the customer can tap below the words of a template. */
export function ShownButtons({ titles }: { readonly titles: readonly string[] }) {
  return titles.length === 0 ? null : (
    <ul className="template-buttons" aria-label="To be tapped">
      {titles.map((title, index) => (
        <li key={index} dir="auto">
          {title}
        </li>
      ))}
    </ul>
  )
}
