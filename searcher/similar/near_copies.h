// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace funnel::similar {

/// A sample of what a text says: hashes of some of its stretches of 12 bytes, white space and the
/// case of ASCII letters apart, sorted, each once (A. Z. Broder, "On the resemblance and
/// containment of documents", 1997; sampled modulo 8).
std::vector<std::uint64_t> Sketch(std::string_view text);

/// Whether two texts say nearly the same word for word: their sketches share four of five hashes.
/// Texts too short for a sketch never do.
bool NearCopies(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b);

}  // namespace funnel::similar
