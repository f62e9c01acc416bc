// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

// The one way to RapidJSON in the indexer: its assertions throw instead of aborting, so that the
// guard turns a misuse of ours into an Error.

#include <stdexcept>

#ifndef RAPIDJSON_ASSERT
#define RAPIDJSON_ASSERT(condition) \
  ((condition) ? static_cast<void>(0) : throw std::logic_error("RapidJSON: " #condition))
#endif

#include <rapidjson/document.h>
#include <rapidjson/error/en.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>
