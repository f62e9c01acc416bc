// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>

#include "funnel/article.h"
#include "funnel/result.h"
#include "indexer/readers/dita/dita_tree.h"
#include "indexer/readers/visibility.h"

namespace funnel::readers {

/// Whom an element is for, as it says itself.
struct DitaVisibility {
  Audience audience = Audience::kPublic;
  bool hidden = false;  ///< A remark, a draft, or deleted: for nobody.
};

/// What the attributes of an element say, and of a topic its metadata:
///   audience, audience/@type   readers (user, administrator, novice, ...) restrict nothing,
///   partner
///                              and the like is for partners; any other word is internal
///   permissions/@view          all; entitled: partner; any other internal
///   props, otherprops          the words for an audience or a state, and hide; others restrict
///                              nothing
///   status="deleted", draft-comment, required-cleanup    hidden
DitaVisibility DitaVisibilityOf(const DitaNode* element);

/// Hands what else the metadata of a topic says to `visibility`: expiry, golive, and othermeta as
/// the <meta> of a page. Fails with kInvalidInput; the message has no place.
Result<void> TakeDitaMetadata(const DitaNode* topic, Visibility& visibility);

}  // namespace funnel::readers
