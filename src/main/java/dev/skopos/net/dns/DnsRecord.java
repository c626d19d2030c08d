// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.dns;

import java.time.Duration;

/**
 * One record of an answer.
 *
 * @param name the owner, with the final dot
 * @param type for instance {@code A}; {@code TYPE65280} when it has no name
 * @param data in the notation of zone files, for instance {@code 10 mail.example.org.}; TXT strings
 *     are joined and without quotes
 */
public record DnsRecord(String name, String type, Duration ttl, String data) {}
