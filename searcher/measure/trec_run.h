// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace funnel::measure {

/// One line of a ranking.
struct RankedDocument {
  std::string id;
  double score = 0;
  std::string lang = {};  ///< Canonical; empty where nobody asks for it.
};

/// An id as it stands in a file whose columns are parted by spaces or tabs. Everything stays as it
/// is except: white space of any script (Unicode White_Space) and control characters are written as
/// the percent-encoding of their UTF-8 bytes, and a '%' that two hexadecimal digits follow is
/// written "%25". Thus "100%" stays, "a b" becomes "a%20b", "a%20b" becomes "a%2520b", and the
/// usual percent-decoding gives every id back.
std::string EscapeField(std::string_view id);

/// A name as one column that is never empty: EscapeField of what is valid UTF-8 of it, "-" for
/// none.
std::string NameField(std::string_view name);

/// The inverse of EscapeField: each '%' followed by two hexadecimal digits is one byte.
std::string UnescapeField(std::string_view field);

/// Writes rankings in the format of TREC runs: `query Q0 document rank score tag`.
class RunWriter {
 public:
  /// `out` must outlive the writer. `tag` names the run.
  RunWriter(std::ostream& out, std::string_view tag);

  /// Writes one query's ranking, best first, and leaves it to `out` when to flush.
  /// trec_eval orders by score, breaking ties by document id: so that it sees our order, a score
  /// that does not fall below the one before it is written as the next smaller float.
  void Write(std::string_view query_id, const std::vector<RankedDocument>& ranking);

 private:
  std::ostream& out_;
  std::string tag_;
};

}  // namespace funnel::measure
