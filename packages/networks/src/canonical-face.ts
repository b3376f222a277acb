/** Reads the canonical face, the rigid model against which head poses are measured, from its metadata file. */

/** Field of a protocol buffer message, as far as the canonical face needs it. */
type ProtobufField =
  | { readonly number: number; readonly kind: "integer"; readonly value: number }
  | { readonly number: number; readonly kind: "float"; readonly value: number }
  | { readonly number: number; readonly kind: "bytes"; readonly value: Uint8Array };

/**
 * Reads the fields of one message in file order; four-byte fields are read as floats. Throws when the bytes are
 * damaged. Format: https://protobuf.dev/programming-guides/encoding/
 */
function protobufFields(message: Uint8Array): ProtobufField[] {
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  const fields: ProtobufField[] = [];
  let position = 0;

  const readVarint = (): number => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = message[position++];
      if (byte === undefined) {
        throw damaged();
      }
      value += (byte & 127) * factor;
      if (byte < 128) {
        return value;
      }
    }
  };
  const take = (length: number): number => {
    const start = position;
    position += length;
    if (position > message.length) {
      throw damaged();
    }
    return start;
  };

  while (position < message.length) {
    const key = readVarint();
    const number = Math.floor(key / 8);
    switch (key % 8) {
      case 0:
        fields.push({ number, kind: "integer", value: readVarint() });
        break;
      case 2: {
        const length = readVarint();
        const start = take(length);
        fields.push({ number, kind: "bytes", value: message.subarray(start, start + length) });
        break;
      }
      case 5:
        fields.push({ number, kind: "float", value: view.getFloat32(take(4), true) });
        break;
      default:
        throw damaged();
    }
  }
  return fields;
}

function damaged(): Error {
  return new Error("The face geometry file is damaged. Install the weights again with `npm ci`.");
}

export interface CanonicalFace {
  /** x, y, z of the 468 mesh points in centimetres, with x to the image's right, y up, and z towards the camera. */
  readonly vertices: Float32Array;
  /** Mesh points that a rigid fit (Procrustes) should use, with their weights. */
  readonly basis: readonly BasisPoint[];
}

export interface BasisPoint {
  readonly index: number;
  readonly weight: number;
}

// Field numbers of geometry_pipeline_metadata.proto and mesh_3d.proto in MediaPipe's face_geometry module.
const meshField = 1;
const basisField = 2;
const vertexBufferField = 3;
const landmarkField = 1;
const weightField = 2;

const pointCount = 468;
/** Number of floats per vertex: position x, y, z and texture coordinates u, v. */
const floatsPerVertex = 5;

/** Reads the canonical face from the verified "face-geometry" bytes. Throws when they are not that file. */
export function readCanonicalFace(geometryBytes: Uint8Array): CanonicalFace {
  const fields = protobufFields(geometryBytes);
  const mesh = fields.find((field) => field.number === meshField && field.kind === "bytes");
  const buffer =
    mesh?.kind === "bytes" ? floatsIn(protobufFields(mesh.value), vertexBufferField) : [];
  if (buffer.length !== pointCount * floatsPerVertex) {
    throw new Error(
      `The face geometry file holds ${buffer.length / floatsPerVertex} points instead of ${pointCount}.`,
    );
  }
  const vertices = Float32Array.from(buffer.filter((_, i) => i % floatsPerVertex < 3));
  const basis = fields.flatMap((field) =>
    field.number === basisField && field.kind === "bytes"
      ? [readBasisPoint(protobufFields(field.value))]
      : [],
  );
  return { vertices, basis };
}

function readBasisPoint(fields: readonly ProtobufField[]): BasisPoint {
  const landmark = fields.find((field) => field.number === landmarkField);
  const [weight] = floatsIn(fields, weightField);
  if (landmark?.kind !== "integer" || weight === undefined) {
    throw new Error("The face geometry file lists a basis point without its number or weight.");
  }
  return { index: landmark.value, weight };
}

function floatsIn(fields: readonly ProtobufField[], number: number): number[] {
  return fields.flatMap((field) =>
    field.number === number && field.kind === "float" ? [field.value] : [],
  );
}
