// Elements in one expression. Strings become text, never markup.

/** An HTML element with a class ("" for none) and children. */
export function make(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) {
    element.className = className;
  }
  element.append(...children);
  return element;
}

/** An SVG element with attributes and children. */
export function draw(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, String(value));
  }
  element.append(...children);
  return element;
}

/** Writes into an element that has one text or nothing; does not touch it when it is the same. */
export function write(element, text) {
  if (!element.firstChild) {
    element.append(text);
  } else if (element.firstChild.data !== text) {
    element.firstChild.data = text;
  }
}

/**
 * Makes `elements` the first children of `parent`, in this order; those that stand right are not touched. What has the focus, or
 * had it before a part of the page was taken away, has it when it is placed.
 */
export function place(parent, elements, focused = parent.getRootNode().activeElement) {
  let next = parent.firstElementChild;
  for (const element of elements) {
    if (element === next) {
      next = next.nextElementSibling;
    } else {
      parent.insertBefore(element, next);
      // What is moved loses it. Who went elsewhere meanwhile stays there.
      if (focused && element.contains(focused) && (document.activeElement ?? document.body) === document.body) {
        focused.focus({ preventScroll: true });
      }
    }
  }
}
