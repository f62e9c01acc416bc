// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace funnel::privacy {

/// An e-mail address in a text: bytes [begin, end).
struct EmailAddress {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The e-mail addresses of `text`, in order. Names of files and packages with an @ in them, and
/// the user part of a URL, are none.
std::vector<EmailAddress> FindEmailAddresses(std::string_view text);

/// Whether `address` is nobody's: in a domain reserved for examples (RFC 2606, RFC 6761), in one
/// that manuals made their own (contoso.com, yourcompany.com), or of a made-up user (user@...,
/// your.name@...).
bool IsExampleAddress(std::string_view address);

/// Whether `address` is a desk's rather than a person's: support@..., no-reply@....
bool IsRoleAddress(std::string_view address);

}  // namespace funnel::privacy
