// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

namespace funnel::base {

/// A random UUID (RFC 9562, version 4) from the operating system's generator, which nobody can
/// guess: "0f8fad5b-d9cb-469f-a165-70867728950e". Thread-safe.
std::string RandomUuid();

}  // namespace funnel::base
