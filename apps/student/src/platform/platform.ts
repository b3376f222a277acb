/** What the app asks of the place it runs in; WeChat's mini-program and the web page each answer it once. */
import type { PayChannel } from "@gradphoto/domain";
import type { OpenStream, RouteAnswer, Transport } from "@gradphoto/domain/client";

/** A picture on this device, by an address that shows it. */
export interface Picture {
  readonly url: string;
  readonly bytes: number;
}

export interface PictureToSend {
  readonly picture: Picture;
  /** Gets the share sent, 0 to 1. */
  readonly onProgress: (share: number) => void;
}

export type PictureSource = "camera" | "album";

/** What the service says to do so that the student can pay. */
export type PayAction = NonNullable<RouteAnswer<"startOrder">["action"]>;

/** `asked`: the payer has answered and the server knows the truth; `left`: another page was opened to pay on. */
export type PayOutcome = "asked" | "cancelled" | "refused" | "left" | { readonly codeText: string };

/** `path`: of the service; `name`: what it is called once it is here. */
export interface FileOfService {
  readonly path: string;
  readonly token: string;
  readonly name: string;
}

/** `cut`: it broke off on its way; `refused`: the session or its proof has ended; `unavailable`: the service has trouble. */
export type ZipOutcome = "saved" | "too-often" | "refused" | "unavailable" | "failed" | "cut";

/** Pictures that wait to be sent, each under its key, over a reload where that is possible. */
export interface Shelf {
  /** Takes the picture over: its own address ends. false where it lasts only as long as the app is open. */
  put(key: string, picture: Picture): Promise<boolean>;
  /** Lends what was put there for as long as the work takes; null where nothing is. Throws while it cannot be read. */
  lend<Result>(key: string, work: (picture: Picture | null) => Promise<Result>): Promise<Result>;
  drop(key: string): Promise<void>;
}

export interface Platform {
  /** Scheme and host of the service; empty where the page comes from it. */
  readonly baseUrl: string;
  readonly transport: Transport<PictureToSend>;
  readonly openStream: OpenStream;
  /** Kept on this device. */
  readonly store: {
    read(key: string): string | null;
    /** null forgets it. */
    write(key: string, text: string | null): void;
    /** Hears of what another open page of the app writes; `text` null when it was forgotten. */
    follow(key: string, changed: (text: string | null) => void): void;
  };
  /** How people sign in here: by WeChat, by WeChat's page and then the phone, or by phone number and SMS code. */
  readonly signInBy: "wechat" | "wechat-web" | "sms";
  /** Leaves for WeChat's page at this address; it comes back to `returnPath` with a code and the `state`. */
  openWebSignIn(authorizeUrl: string, returnPath: string, state: string): void;
  /** The code of wx.login; null when it was refused. */
  wechatLoginCode(): Promise<string | null>;
  /** Language of the device. */
  deviceLanguage(): string;
  /** null when nothing was chosen; one that is too large for the service is made smaller first. */
  pickPicture(source: PictureSource): Promise<Picture | null>;
  /** The picture turned by a quarter, clockwise; null where it cannot be done here: of another kind than JPEG. */
  turnPicture(picture: Picture): Promise<Picture | null>;
  /** Keeps one picture over a reload, where that is possible; null forgets it. */
  keepPicture(picture: Picture | null): Promise<void>;
  /** What was kept; null where nothing is. */
  keptPicture(): Promise<Picture | null>;
  readonly shelf: Shelf;
  /** Hears each time the network is back; answers how to stop hearing. */
  hearOnline(back: () => void): () => void;
  /** WeChat's own reader: the text of a QR code before the camera, null when it was closed; elsewhere there is none. */
  readonly scanCode: (() => Promise<string | null>) | null;
  /** The text of a QR code in one frame of the live camera, null when none is found. */
  readCodeInFrame(frame: ImageData): Promise<string | null>;
  /** The text of a QR code in a picture, null when none is found on this device. */
  readCodeIn(picture: Picture): Promise<string | null>;
  readonly payChannel: PayChannel;
  pay(action: PayAction): Promise<PayOutcome>;
  /** An address on this device that shows a picture of the service; null when it did not come. */
  openPicture(picture: Omit<FileOfService, "name">): Promise<string | null>;
  /** It is not shown any more. */
  closePicture(url: string): void;
  /** Saves a picture that is fetched with the session's token; false when it did not work. */
  saveFile(file: FileOfService): Promise<boolean>;
  /** The same of a PDF: it is saved, or opened where it can be saved and sent from. */
  takeDocument(file: FileOfService): Promise<boolean>;
  readonly documentsAre: "saved" | "opened";
  /** The same of a ZIP, which may be asked for too often; `onBytes` hears how many have come. null where none can be saved. */
  readonly saveZip: ((file: FileOfService, onBytes: (bytes: number) => void) => Promise<ZipOutcome>) | null;
  /** `name`: of the file where it is saved as one. */
  saveText(text: string, name: string): Promise<boolean>;
  readonly textsAre: "saved" | "copied";
  /** Asks for subscribe messages by WeChat's template ids; answers those that were allowed. */
  askForMessages(templateIds: readonly string[]): Promise<readonly string[]>;
  /** The address of a page for another phone. */
  linkTo(path: string): string;
  copy(text: string): Promise<boolean>;
  /** The system's own way to send a link to somebody; null where there is none. */
  readonly share: ((title: string, url: string) => Promise<void>) | null;
  call(phoneNumber: string): void;
  /** Where permissions that were denied can be given; null where the browser has its own place for it. */
  readonly openPermissions: (() => void) | null;
  /** Hears from the start of the app on when the place it runs in asks whether personal data may be used. */
  hearPrivacyQuestions(): void;
  /** Offers the next version once it is there; the web page is new each time it is loaded. */
  offerUpdates(words: { readonly title: string; readonly about: string }): void;
}
