// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.dial;

import dev.skopos.net.Deadline;
import dev.skopos.net.NetException;
import dev.skopos.net.NetFailure;
import dev.skopos.net.tls.TlsFailures;
import dev.skopos.net.tls.TlsHandshake;
import dev.skopos.net.tls.TlsOptions;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.List;

/**
 * A connection that ends at its deadline. Used by one thread at a time; its streams throw {@link
 * NetException} only, and {@link #close()} must be called. Between two uses it may {@link #rest()},
 * without a deadline; {@link Dialer#resume} begins the next one.
 */
public final class Connection implements AutoCloseable {
  private final Socket raw;
  private Watchdog.Watch watch;
  private Socket current;
  private DialTrace trace;
  private boolean awaitsVerdict;

  Connection(Socket raw, Watchdog.Watch watch, DialTrace trace) {
    this.raw = raw;
    this.current = raw;
    this.watch = watch;
    this.trace = trace;
  }

  /** What connecting took, and TLS when it was spoken. */
  public DialTrace trace() {
    return trace;
  }

  public InputStream input() throws NetException {
    try {
      return new Input(current.getInputStream());
    } catch (IOException e) {
      throw failure(e, "while reading");
    }
  }

  public OutputStream output() throws NetException {
    try {
      return new Output(current.getOutputStream());
    } catch (IOException e) {
      throw failure(e, "while sending");
    }
  }

  /**
   * Goes on in TLS; streams asked for before must not be used any more.
   *
   * @param host of the target, compared with the certificate unless the options name another
   * @throws DialException with the certificate, when it was refused
   */
  public void startTls(TlsOptions options, String host, List<String> alpn) throws DialException {
    long start = System.nanoTime();
    try {
      TlsHandshake handshake = new TlsHandshake(options);
      try {
        current = handshake.over(raw, host, alpn);
        awaitsVerdict = handshake.clientCertificateAsked();
      } finally {
        trace = trace.secured(Duration.ofNanos(System.nanoTime() - start), handshake.facts());
      }
    } catch (IOException e) {
      NetException failure = failure(e, "during the TLS handshake");
      throw new DialException(failure.failure(), trace, e);
    }
  }

  /** Lets the connection stay open without a deadline until it is used again, or dropped. */
  public void rest() {
    watch.cancel();
  }

  void resume(Watchdog watchdog, Deadline deadline, Duration resolve) {
    watch = watchdog.watch(raw, deadline);
    trace = trace.reused(resolve);
  }

  /** Closes a connection that rests; never blocks, since a TLS peer is not told. */
  public void drop() {
    Watchdog.close(raw);
  }

  /** Closes the connection; a TLS peer is told if it can be told before the deadline. */
  @Override
  public void close() {
    Watchdog.close(current);
    Watchdog.close(raw);
    watch.cancel();
  }

  /** The first byte shows that the server took our certificate. */
  private int heard(int result) {
    awaitsVerdict &= result < 0;
    return result;
  }

  private NetException failure(IOException e, String step) {
    NetException failure = Failures.talking(e, watch.fired(), step);
    return awaitsVerdict && failure.kind() == NetFailure.Kind.RESET
        ? TlsFailures.clientCertificate(e)
        : failure;
  }

  private final class Input extends FilterInputStream {
    Input(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws NetException {
      try {
        return heard(in.read());
      } catch (IOException e) {
        throw failure(e, "while reading");
      }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws NetException {
      try {
        return heard(in.read(buffer, offset, length));
      } catch (IOException e) {
        throw failure(e, "while reading");
      }
    }
  }

  private final class Output extends FilterOutputStream {
    Output(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws NetException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws NetException {
      try {
        out.write(buffer, offset, length);
      } catch (IOException e) {
        throw failure(e, "while sending");
      }
    }

    @Override
    public void flush() throws NetException {
      try {
        out.flush();
      } catch (IOException e) {
        throw failure(e, "while sending");
      }
    }
  }
}
