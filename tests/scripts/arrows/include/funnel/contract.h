// SPDX-License-Identifier: GPL-2.0-or-later
// Every line marked so is one that arrows.sh must find; every other is one it must accept.
#pragma once

#include <string_view>
#include <tl/expected.hpp>
#include <xapian.h>  // violation
#include <fmt/format.h>  // violation
#include <stdint.h>  // violation

#include "funnel/result.h"
#include "indexer/store/reader.h"  // violation

// Xapian::Database in a comment is no harm.
Xapian::Database* Leak();  // violation
