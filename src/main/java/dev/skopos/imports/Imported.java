// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

import java.util.List;

/**
 * What was made of foreign files.
 *
 * @param documents one for each document that something was made of, in the order of the files
 * @param findings all of them, also those of the documents
 */
public record Imported(List<Document> documents, List<Finding> findings) {

  public Imported {
    documents = List.copyOf(documents);
    findings = List.copyOf(findings);
  }

  /**
   * What was made of one document.
   *
   * @param findings what is lost, and notes
   */
  public record Document(Place place, List<Objective> objectives, List<Finding> findings) {
    public Document {
      objectives = List.copyOf(objectives);
      findings = List.copyOf(findings);
    }
  }

  /** Whether something was refused. */
  public boolean refused() {
    return findings.stream().anyMatch(one -> one.level() == Finding.Level.REFUSED);
  }
}
