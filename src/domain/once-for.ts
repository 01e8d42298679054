/**
 * `make`, done once for each object and kept as long as the object is. For objects that do not change once they are made: what is read of them again and
 * again, such as the moments in a list that stands in a hundred comparisons.
 */
export function onceFor<Of extends object, Made>(make: (of: Of) => Made): (of: Of) => Made {
  const known = new WeakMap<Of, { readonly made: Made }>();
  return (of) => {
    const found = known.get(of) ?? { made: make(of) };
    known.set(of, found);
    return found.made;
  };
}
