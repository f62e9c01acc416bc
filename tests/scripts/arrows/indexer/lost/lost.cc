// SPDX-License-Identifier: GPL-2.0-or-later
#include "funnel/contract.h"  // violation
