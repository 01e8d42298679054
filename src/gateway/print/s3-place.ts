/** Where a print area lies in an object store that speaks S3, and as whom the gateway goes there. */
export interface S3Place {
  readonly bucket: string;
  /** Without a slash at either end; empty for the whole bucket. */
  readonly prefix: string;
  /** Empty for Amazon's own. */
  readonly endpoint: string;
  readonly region: string;
  /** Left out: as the AWS SDK finds them, such as the role of the machine. */
  readonly key?: { readonly id: string; readonly secret: string };
  /** How whoever set it knows it; error messages name the variables that begin so. */
  readonly name: string;
}

/** A place in words, for logs. */
export const shownPlace = ({ bucket, prefix }: Pick<S3Place, 'bucket' | 'prefix'>) =>
  `s3://${bucket}${prefix && `/${prefix}`}`;
