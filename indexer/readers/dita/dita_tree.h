// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "funnel/result.h"

struct _xmlDoc;
struct _xmlNode;

namespace funnel::readers {

using DitaNode = _xmlNode;

/// A parsed XML document, which is 256 elements deep at most: functions may recurse over it.
class DitaTree {
 public:
  /// Parses a document in the charset that it declares. A DOCTYPE is allowed and not followed:
  /// nothing outside of `bytes` is read. Fails with kInvalidInput for what is no XML, declares
  /// entities or has too many elements; the message is a DiagnosticLine that names `file`.
  static Result<DitaTree> Parse(std::string_view bytes, const std::string& file);

  ~DitaTree();
  DitaTree(DitaTree&& other) noexcept;
  DitaTree& operator=(DitaTree&& other) noexcept;

  DitaNode* root() const;

  /// Takes each element below `node` out for which `hidden` holds, with all in it.
  static void RemoveBelow(DitaNode* node, const std::function<bool(DitaNode*)>& hidden);

 private:
  explicit DitaTree(_xmlDoc* document) : document_(document) {}

  _xmlDoc* document_ = nullptr;
};

/// The name of an element without its prefix; empty for text and the rest.
std::string_view DitaName(const DitaNode* node);

/// The value of an attribute, by its name without prefix; empty where there is none, and for what
/// is no element.
std::string DitaAttribute(const DitaNode* node, const char* name);

/// The line of the file that an element begins in.
std::size_t DitaLine(const DitaNode* node);

/// The first child element called `name`; null where there is none.
DitaNode* DitaChild(const DitaNode* node, std::string_view name);

/// Whether a node is text that stands in the file.
bool IsDitaText(const DitaNode* node);

/// The next of the elements `node`, its siblings behind it; null at the end.
DitaNode* DitaElementFrom(DitaNode* node);

/// All that stands below `node` and readers see (DitaElementOf), white space as single spaces.
std::string DitaText(const DitaNode* node);

/// Whether DitaText would give anything without what is in its children called `but`.
bool DitaHasText(const DitaNode* node, std::string_view but = {});

}  // namespace funnel::readers
