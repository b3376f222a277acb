/** WeChat's own components as simple elements of the browser, and the browser's events as WeChat's. */
import { type Element as WxElement, Event as WxEvent } from "glass-easel";

interface Made {
  /** Set by the framework on every element it made. */
  readonly __wxElement: WxElement;
}

const isMade = (node: Node): node is Node & Made => "__wxElement" in node;

/** The nearest element that the framework made, from `node` upwards. */
function madeAt(node: EventTarget | null): WxElement | null {
  for (let at = node instanceof Node ? node : null; at; at = at.parentNode) if (isMade(at)) return at.__wxElement;
  return null;
}

export function fire(node: EventTarget | null, name: string, detail: unknown, bubbles: boolean): void {
  const made = madeAt(node);
  if (made) WxEvent.triggerEvent(made, name, detail, { bubbles, composed: bubbles });
}

const closest = (event: Event, selector: string): Element | null =>
  event.target instanceof Element ? event.target.closest(selector) : null;

export const isDisabled = (element: Element | null): boolean => Boolean(madeAt(element)?.getAttribute("disabled"));

/** Pictures that have come and cannot be seen, by their classes. */
export const flatPictures = (page: Element): string[] =>
  [...page.querySelectorAll("wx-image[src]")]
    .filter(({ clientWidth, clientHeight }) => clientWidth > 0 && clientHeight === 0)
    .map(({ className }) => className);

export interface BuiltInDeps {
  /** Where the browser finds what a picture's `src` names. */
  readonly addressOf: (src: string) => string;
  /** Gets the id of a tapped agree button. */
  readonly onAgree: (id: string) => void;
  /** Rejects where the camera may not be used. */
  readonly openCamera: () => Promise<object>;
}

export function defineBuiltIns({ addressOf, onAgree, openCamera }: BuiltInDeps): void {
  class Field extends HTMLElement {
    static observedAttributes = ["value", "placeholder", "maxlength", "type"];
    readonly field = document.createElement(this.localName === "wx-textarea" ? "textarea" : "input");
    connectedCallback(): void {
      if (!this.field.isConnected) this.append(this.field);
    }
    attributeChangedCallback(name: string, _before: string | null, value: string | null): void {
      if (name === "value" && this.field.value !== value) this.field.value = value ?? "";
      if (name === "placeholder") this.field.placeholder = value ?? "";
      if (name === "maxlength" && Number(value) > 0) this.field.maxLength = Number(value);
      if (name === "type") this.field.inputMode = value === "number" ? "numeric" : "text";
    }
  }
  class Picture extends HTMLElement {
    static observedAttributes = ["src", "mode"];
    readonly shown = document.createElement("div");
    readonly picture = new Image();
    connectedCallback(): void {
      if (this.shown.isConnected) return;
      this.append(this.shown);
      this.picture.addEventListener("error", () => fire(this, "error", { errMsg: "error" }, false));
      this.picture.addEventListener("load", () => {
        this.fit();
        fire(this, "load", { width: this.picture.naturalWidth, height: this.picture.naturalHeight }, false);
      });
    }
    attributeChangedCallback(name: string, _before: string | null, value: string | null): void {
      if (name === "mode") this.fit();
      if (name !== "src" || !value) return;
      this.picture.src = addressOf(value);
      this.shown.style.backgroundImage = `url("${this.picture.src}")`;
    }
    /** As WeChat: the picture fills whatever size the element has, and only widthFix lets it have its own shape. */
    fit(): void {
      const { naturalWidth, naturalHeight } = this.picture;
      const mode = this.getAttribute("mode");
      this.shown.style.backgroundSize = { aspectFit: "contain", aspectFill: "cover" }[mode ?? ""] ?? "100% 100%";
      if (mode === "widthFix" && naturalWidth > 0) {
        this.style.height = "auto";
        this.style.aspectRatio = `${naturalWidth} / ${naturalHeight}`;
      }
    }
  }
  class Button extends HTMLElement {
    static observedAttributes = ["disabled"];
    attributeChangedCallback(_name: string, _before: string | null, value: string | null): void {
      // The framework writes an absent value as an empty attribute; in WeChat it is no attribute.
      queueMicrotask(() => {
        if (value !== null && !isDisabled(this)) this.removeAttribute("disabled");
      });
    }
  }
  class Camera extends HTMLElement {
    connectedCallback(): void {
      openCamera().then(
        () => fire(this, "initdone", { maxZoom: 4 }, false),
        ({ message }: Error) => fire(this, "error", { errMsg: message }, false),
      );
    }
  }
  customElements.define("wx-button", Button);
  customElements.define("wx-camera", Camera);
  customElements.define("wx-input", Field);
  customElements.define("wx-textarea", class extends Field {});
  customElements.define("wx-image", Picture);
  translateEvents(onAgree);
}

function translateEvents(onAgree: (id: string) => void): void {
  window.addEventListener(
    "click",
    (event) => {
      const button = closest(event, "wx-button");
      if (isDisabled(button)) return;
      fire(event.target, "tap", { x: event.clientX, y: event.clientY }, true);
      if (madeAt(button)?.getAttribute("open-type") !== "agreePrivacyAuthorization") return;
      onAgree(button?.getAttribute("wx-id") ?? "");
      fire(button, "agreeprivacyauthorization", {}, false);
    },
    true,
  );
  for (const name of ["input", "focus", "blur"]) {
    window.addEventListener(
      name,
      (event) => {
        const field = event.target;
        if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return;
        event.stopImmediatePropagation();
        fire(field, name, { value: field.value, cursor: field.value.length }, false);
      },
      true,
    );
  }
}
