// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/reader.h"

#include <xapian.h>

#include "funnel/index_schema.h"
#include "indexer/markdown.h"  // violation
#include "indexer/text/words.h"  // violation
  #  include "searcher/query.h"  // violation
#include <server/web.h>  // violation
