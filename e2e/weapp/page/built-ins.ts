/** WeChat's built-in components as simple elements, and the browser's events as WeChat's. */
import { type Element as WxElement, Event as WxEvent } from "glass-easel";

interface Made {
  /** Field that the framework sets on each of its elements. */
  readonly __wxElement: WxElement;
}

const isMade = (node: Node): node is Node & Made => "__wxElement" in node;

/** Returns the nearest element of the framework, from `node` upwards. */
function madeAt(node: EventTarget | null): WxElement | null {
  for (let at = node instanceof Node ? node : null; at; at = at.parentNode)
    if (isMade(at)) return at.__wxElement;
  return null;
}

export function fire(
  node: EventTarget | null,
  name: string,
  detail: unknown,
  bubbles: boolean,
): void {
  const made = madeAt(node);
  if (made) WxEvent.triggerEvent(made, name, detail, { bubbles, composed: bubbles });
}

const closest = (event: Event, selector: string): Element | null =>
  event.target instanceof Element ? event.target.closest(selector) : null;

export const isDisabled = (element: Element | null): boolean =>
  Boolean(madeAt(element)?.getAttribute("disabled"));

/** Returns the classes of the pictures without height. */
export const flatPictures = (page: Element): string[] =>
  [...page.querySelectorAll("wx-image[src]")]
    .filter(({ clientWidth, clientHeight }) => clientWidth > 0 && clientHeight === 0)
    .map(({ className }) => className);

export interface BuiltInDeps {
  /** Returns the browser's address of a picture's `src`. */
  readonly addressOf: (src: string) => string;
  /** Receives the id of a tapped consent button. */
  readonly onAgree: (id: string) => void;
  /** Rejects if the camera is denied. */
  readonly openCamera: () => Promise<object>;
}

export function defineBuiltIns({ addressOf, onAgree, openCamera }: BuiltInDeps): void {
  class Field extends HTMLElement {
    static observedAttributes = ["value", "placeholder", "maxlength", "type"];
    readonly field = document.createElement(
      this.localName === "wx-textarea" ? "textarea" : "input",
    );
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
    readonly visible = document.createElement("div");
    readonly picture = new Image();
    connectedCallback(): void {
      if (this.visible.isConnected) return;
      this.append(this.visible);
      this.picture.addEventListener("error", () => fire(this, "error", { errMsg: "error" }, false));
      this.picture.addEventListener("load", () => {
        this.fit();
        fire(
          this,
          "load",
          { width: this.picture.naturalWidth, height: this.picture.naturalHeight },
          false,
        );
      });
    }
    attributeChangedCallback(name: string, _before: string | null, value: string | null): void {
      if (name === "mode") this.fit();
      if (name !== "src" || !value) return;
      this.picture.src = addressOf(value);
      this.visible.style.backgroundImage = `url("${this.picture.src}")`;
    }
    /** Fits the picture into the element. Only widthFix keeps the picture's own shape. */
    fit(): void {
      const { naturalWidth, naturalHeight } = this.picture;
      const mode = this.getAttribute("mode");
      this.visible.style.backgroundSize =
        { aspectFit: "contain", aspectFill: "cover" }[mode ?? ""] ?? "100% 100%";
      if (mode === "widthFix" && naturalWidth > 0) {
        this.style.height = "auto";
        this.style.aspectRatio = `${naturalWidth} / ${naturalHeight}`;
      }
    }
  }
  class Button extends HTMLElement {
    static observedAttributes = ["disabled"];
    attributeChangedCallback(_name: string, _before: string | null, value: string | null): void {
      // The framework writes an empty attribute for an absent value; WeChat writes none.
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
