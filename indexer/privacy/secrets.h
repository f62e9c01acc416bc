// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace funnel::privacy {

enum class SecretKind : std::uint8_t { kPrivateKey, kToken, kPassword };

/// Something in a text that opens a door: bytes [begin, end).
struct Secret {
  std::size_t begin = 0;
  std::size_t end = 0;
  SecretKind kind = SecretKind::kToken;
};

/// The secrets of `text`, in order, none inside another:
///   private keys     PEM blocks that hold one
///   tokens           JWT, "Authorization: Bearer", the keys of cloud and code services by their
///                    shape (AKIA..., ghp_..., xoxb-..., AIza..., sk_live_...), signed URLs
///   passwords        assigned to a name that says so ("password = ...", "client_secret": "...",
///                    パスワード：...), and those in URLs (https://user:password@host)
/// What is plainly a placeholder or a sample (<password>, $PWD, P@ssw0rd, AKIA...EXAMPLE) is none.
std::vector<Secret> FindSecrets(std::string_view text);

/// `secret` as a message may show it: its first two characters and "***".
std::string Hidden(std::string_view secret);

/// Whether a value is made up for a manual: a word such as "your" or "example" in it, dots, stars
/// or one letter over and over.
bool IsPlaceholder(std::string_view value);

// The parts of FindSecrets.
void FindTokens(std::string_view text, std::vector<Secret>& found);
void FindAssignedPasswords(std::string_view text, std::vector<Secret>& found);

}  // namespace funnel::privacy
