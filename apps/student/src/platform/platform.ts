/** Interface of the runtime platform, with one implementation each for WeChat's mini-program and the web page. */
import type { PayChannel } from "@gradphoto/domain";
import type { OpenStream, RouteAnswer, Transport } from "@gradphoto/domain/client";

/** A picture on this device, with a URL that displays it. */
export interface Picture {
  readonly url: string;
  readonly bytes: number;
}

export interface PictureToSend {
  readonly picture: Picture;
  /** Called with the sent share, 0 to 1. */
  readonly onProgress: (share: number) => void;
}

export type PictureSource = "camera" | "album";

/** The action with which the service lets the student pay. */
export type PayAction = NonNullable<RouteAnswer<"startOrder">["action"]>;

/** `answered`: the payer has responded and the server knows the result; `left`: another page was opened for payment. */
export type PayOutcome =
  | "answered"
  | "cancelled"
  | "refused"
  | "left"
  | { readonly codeText: string };

/** `path`: on the service; `name`: file name on the device, by default the service's. */
export interface FileOfService {
  readonly path: string;
  readonly token: string;
  readonly name?: string;
}

/**
 * `cut`: the download broke off; `refused`: the session or its verification has ended; `unavailable`: the service has
 * trouble.
 */
export type ZipOutcome = "saved" | "too-often" | "refused" | "unavailable" | "failed" | "cut";

/** Store of pictures that wait to be sent, by key; survives a reload where possible. */
export interface Shelf {
  /**
   * Takes ownership of the picture: its own URL is revoked. false where the picture lasts only while the app is open.
   */
  put(key: string, picture: Picture): Promise<boolean>;
  /** Lends a stored picture for the duration of the work; null where there is none. Throws while it cannot be read. */
  lend<Result>(key: string, work: (picture: Picture | null) => Promise<Result>): Promise<Result>;
  drop(key: string): Promise<void>;
}

export interface Platform {
  /** Scheme and host of the service; empty where the page has the same origin. */
  readonly baseUrl: string;
  readonly transport: Transport<PictureToSend>;
  readonly openStream: OpenStream;
  /** Key-value store on this device. */
  readonly store: {
    read(key: string): string | null;
    /** null removes it. */
    write(key: string, text: string | null): void;
    /** Subscribes to writes by another open page of the app; `text` null when it was removed. */
    follow(key: string, changed: (text: string | null) => void): void;
  };
  /** Sign-in method on this platform: WeChat; WeChat's page and then the phone; or phone number and SMS code. */
  readonly signInBy: "wechat" | "wechat-web" | "sms";
  /** Redirects to WeChat's page at this address, which returns to `returnPath` with a code and the `state`. */
  openWebSignIn(authorizeUrl: string, returnPath: string, state: string): void;
  /** Code of wx.login; null when it was refused. */
  wechatLoginCode(): Promise<string | null>;
  /** Language of the device. */
  deviceLanguage(): string;
  /**
   * null when nothing was chosen; a picture too large for the service is shrunk first. `onChosen` is called before the
   * picture is read, which takes seconds for a large one.
   */
  pickPicture(source: PictureSource, onChosen?: () => void): Promise<Picture | null>;
  /**
   * Rotates the picture clockwise by a quarter turn; null where that is not possible, such as for other formats than
   * JPEG.
   */
  turnPicture(picture: Picture): Promise<Picture | null>;
  /** Stores one picture over a reload, where possible; null removes it. */
  storePicture(picture: Picture | null): Promise<void>;
  /** The stored picture; null where there is none. */
  storedPicture(): Promise<Picture | null>;
  readonly shelf: Shelf;
  /** False only where the device knows that it has no connection. */
  isOnline(): boolean;
  /** Subscribes to the network coming back online. Returns the unsubscribe function. */
  onOnline(back: () => void): () => void;
  /** WeChat's own scanner: the text of a QR code, null when it was closed. Other platforms have none. */
  readonly scanCode: (() => Promise<string | null>) | null;
  /** Loads the reader of QR codes ahead of the first picture. */
  prepareCodeReader(): void;
  /** Text of a QR code in one frame of the live camera, null when there is none. */
  readCodeInFrame(frame: ImageData): Promise<string | null>;
  /** Text of a QR code in a picture, null when none is found on this device. */
  readCodeIn(picture: Picture): Promise<string | null>;
  readonly payChannel: PayChannel;
  pay(action: PayAction): Promise<PayOutcome>;
  /** Local URL of a picture from the service; null when it failed to load. */
  openPicture(picture: FileOfService): Promise<string | null>;
  /** Releases the URL. */
  closePicture(url: string): void;
  /** Saves a picture under the service's name for it. null where a browser saves pictures only by a long press. */
  readonly savePicture: Platform["takeDocument"] | null;
  /** Saves a PDF, or opens it where it can be saved and forwarded; false when that failed. */
  takeDocument(file: FileOfService): Promise<boolean>;
  readonly documentsAre: "saved" | "opened";
  /**
   * The same for a ZIP, which is rate-limited; `onBytes` receives the number of downloaded bytes. null where ZIPs
   * cannot be saved.
   */
  readonly saveZip:
    | ((file: FileOfService, onBytes: (bytes: number) => void) => Promise<ZipOutcome>)
    | null;
  /** `name`: file name, where the text is saved as a file. */
  saveText(text: string, name: string): Promise<boolean>;
  readonly textsAre: "saved" | "copied";
  /** Requests subscribe messages by WeChat's template ids. Resolves to the allowed ones. */
  askForMessages(templateIds: readonly string[]): Promise<readonly string[]>;
  /** Link to a page for another phone. */
  linkTo(path: string): string;
  copy(text: string): Promise<boolean>;
  /** The system's share dialog for a link; null where there is none. */
  readonly share: ((title: string, url: string) => Promise<void>) | null;
  call(phoneNumber: string): void;
  /** Opens a page of another site; a mini-program can only copy its address. */
  openSite(url: string): void;
  /** Opens the settings of denied permissions; null where the browser has its own. */
  readonly openPermissions: (() => void) | null;
  /** Subscribes, from the start of the app, to the platform's prompts about personal data. */
  followPrivacyQuestions(): void;
  /** Offers the next version once it is available; the web page is current each time it loads. */
  offerUpdates(words: { readonly title: string; readonly about: string }): void;
  /** Lets the web page open offline after its first visit; a mini-program opens offline by itself. */
  keepForOffline(): void;
}
