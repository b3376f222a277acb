/** Reads tables, vectors and scalars of a flatbuffer. Every access is checked against the end of the bytes. */

/** Returns the error for bytes that are not the expected flatbuffer. */
function damaged(what: string): Error {
  return new Error(
    `The network file is damaged: ${what}. Install the weights again with \`npm ci\`.`,
  );
}

/** A vector inside the buffer: number of elements and position of the first one. */
export interface VectorPlace {
  readonly length: number;
  readonly start: number;
}

/** One flatbuffer table. Slots are the field numbers of its schema. */
export class FlatTable {
  private readonly view: DataView;
  private readonly position: number;

  constructor(view: DataView, position: number) {
    this.view = view;
    this.position = position;
  }

  /** Returns the position of a field's data, or null when the table leaves it at its default. */
  private fieldPosition(slot: number): number | null {
    const vtable = this.position - this.int32At(this.position);
    const entry = 4 + 2 * slot;
    if (entry >= this.uint16At(vtable)) {
      return null;
    }
    const offset = this.uint16At(vtable + entry);
    return offset === 0 ? null : this.position + offset;
  }

  int32(slot: number, otherwise = 0): number {
    const position = this.fieldPosition(slot);
    return position === null ? otherwise : this.int32At(position);
  }

  int8(slot: number, otherwise = 0): number {
    const position = this.fieldPosition(slot);
    if (position === null) {
      return otherwise;
    }
    this.check(position, 1);
    return this.view.getInt8(position);
  }

  float32(slot: number, otherwise = 0): number {
    const position = this.fieldPosition(slot);
    if (position === null) {
      return otherwise;
    }
    this.check(position, 4);
    return this.view.getFloat32(position, true);
  }

  table(slot: number): FlatTable | null {
    const position = this.fieldPosition(slot);
    return position === null ? null : new FlatTable(this.view, this.target(position));
  }

  tables(slot: number): FlatTable[] {
    const { length, start } = this.vector(slot, 4);
    return Array.from({ length }, (_, i) => new FlatTable(this.view, this.target(start + 4 * i)));
  }

  int32s(slot: number): number[] {
    const { length, start } = this.vector(slot, 4);
    return Array.from({ length }, (_, i) => this.int32At(start + 4 * i));
  }

  /** Returns a view of the bytes of a byte vector, not a copy. Empty when the field is absent. */
  bytes(slot: number): Uint8Array {
    const { length, start } = this.vector(slot, 1);
    return new Uint8Array(this.view.buffer, this.view.byteOffset + start, length);
  }

  text(slot: number): string {
    return new TextDecoder().decode(this.bytes(slot));
  }

  /** Returns position and length of a vector; both are 0 if the field is absent. */
  vector(slot: number, elementBytes: number): VectorPlace {
    const position = this.fieldPosition(slot);
    if (position === null) {
      return { length: 0, start: 0 };
    }
    const place = this.target(position);
    const length = this.uint32At(place);
    this.check(place + 4, length * elementBytes);
    return { length, start: place + 4 };
  }

  private target(position: number): number {
    return position + this.uint32At(position);
  }

  private int32At(position: number): number {
    this.check(position, 4);
    return this.view.getInt32(position, true);
  }

  private uint32At(position: number): number {
    this.check(position, 4);
    return this.view.getUint32(position, true);
  }

  private uint16At(position: number): number {
    this.check(position, 2);
    return this.view.getUint16(position, true);
  }

  private check(position: number, length: number): void {
    if (position < 0 || position + length > this.view.byteLength) {
      throw damaged(
        `position ${position} (${length} bytes) lies outside its ${this.view.byteLength} bytes`,
      );
    }
  }
}

/** Returns the root table of a flatbuffer. Throws unless its file identifier (bytes 4 to 7) is `fileIdentifier`. */
export function rootTable(bytes: Uint8Array, fileIdentifier: string): FlatTable {
  const identifier = new TextDecoder().decode(bytes.subarray(4, 8));
  if (identifier !== fileIdentifier) {
    throw damaged(`it should carry the identifier "${fileIdentifier}"`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return new FlatTable(view, view.getUint32(0, true));
}
