// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/markup/html_tree.h"

#include <algorithm>
#include <csetjmp>
#include <cstddef>
#include <cstdlib>
#include <ctime>
#include <iterator>
#include <utility>
#include <vector>

#include "indexer/base/ascii.h"

namespace funnel::text {

/// Memory that is only ever taken. Gumbo knows of no failing allocation and no limit of time: when
/// either is spent, the parse is left with a jump, and what it had built goes with the arena.
class HtmlTree::Arena {
 public:
  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;
  ~Arena() {
    for (Block* block = blocks_; block != nullptr;) std::free(std::exchange(block, block->next));
  }

  static void* Allocate(void* self, std::size_t size) {
    auto* arena = static_cast<Arena*>(self);
    void* bytes = arena->Take(size);
    if (bytes == nullptr) std::longjmp(arena->spent, 1);
    return bytes;
  }
  static void Deallocate(void*, void*) {}

  std::jmp_buf spent{};

 private:
  struct Block {
    Block* next;
  };
  static constexpr std::size_t kAlign = alignof(std::max_align_t);
  static constexpr std::size_t kBlockBytes = std::size_t{256} << 10;
  static constexpr std::size_t kHeader = (sizeof(Block) + kAlign - 1) / kAlign * kAlign;

  void* Take(std::size_t size) {
    size = (std::max<std::size_t>(size, 1) + kAlign - 1) / kAlign * kAlign;
    if (size > left_) {
      const std::size_t block_bytes = std::max(kBlockBytes, size + kHeader);
      total_ += block_bytes;
      if (total_ > kMaxTreeBytes || Late()) return nullptr;
      auto* block = static_cast<Block*>(std::malloc(block_bytes));
      if (block == nullptr) return nullptr;
      block->next = blocks_;
      blocks_ = block;
      next_ = reinterpret_cast<char*>(block) + kHeader;
      left_ = block_bytes - kHeader;
    }
    if (++calls_ % 256 == 0 && Late()) return nullptr;
    left_ -= size;
    return std::exchange(next_, next_ + size);
  }

  bool Late() const { return Seconds() - begin_ > kMaxSeconds; }
  static std::time_t Seconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return now.tv_sec;
  }

  Block* blocks_ = nullptr;
  char* next_ = nullptr;
  std::size_t left_ = 0;
  std::size_t total_ = 0;
  std::size_t calls_ = 0;
  std::time_t begin_ = Seconds();
};

namespace {

template <std::size_t size>
bool Among(GumboTag tag, const GumboTag (&tags)[size]) {
  return std::find(std::begin(tags), std::end(tags), tag) != std::end(tags);
}

template <std::size_t size>
bool Among(std::string_view word, const std::string_view (&words)[size]) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

/// `output` stays null when the arena is spent. No object with a destructor may live in here or in
/// what it calls: the jump passes over them.
void ParseInto(std::jmp_buf& spent, const GumboOptions& options, std::string_view html,
               const GumboOutput** output) {
  if (setjmp(spent) != 0) return;
  *output = gumbo_parse_with_options(&options, html.data(), html.size());
}

bool SaysNote(std::string_view classes) {
  constexpr std::string_view kWords[] = {"note",      "tip",     "warning",    "caution",
                                         "important", "callout", "admonition", "aside"};
  return std::any_of(std::begin(kWords), std::end(kWords), [&](std::string_view word) {
    return classes.find(word) != std::string_view::npos;
  });
}

}  // namespace

HtmlTree::HtmlTree(std::unique_ptr<Arena> arena, const GumboOutput* output)
    : arena_(std::move(arena)), output_(output) {}
HtmlTree::~HtmlTree() = default;
HtmlTree::HtmlTree(HtmlTree&&) noexcept = default;
HtmlTree& HtmlTree::operator=(HtmlTree&&) noexcept = default;

Result<HtmlTree> HtmlTree::Parse(std::string_view html) {
  auto arena = std::make_unique<Arena>();
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;
  options.allocator = Arena::Allocate;
  options.deallocator = Arena::Deallocate;
  options.userdata = arena.get();
  const GumboOutput* output = nullptr;
  ParseInto(arena->spent, options, html, &output);
  if (output == nullptr) {
    return Fail(ErrorCode::kInvalidInput,
                "this HTML is too large or too entangled to be read; split it or save it anew");
  }
  return HtmlTree(std::move(arena), output);
}

const GumboNode* HtmlTree::root() const { return output_->root; }

const GumboElement* ElementOf(const GumboNode* node) {
  return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE ? &node->v.element
                                                                               : nullptr;
}

bool IsTag(const GumboNode* node, GumboTag tag) {
  return node->type == GUMBO_NODE_ELEMENT && node->v.element.tag == tag;
}

HtmlChildren::HtmlChildren(const GumboNode* node) {
  const GumboElement* element = ElementOf(node);
  if (element == nullptr) return;
  first = reinterpret_cast<const GumboNode* const*>(element->children.data);
  last = first + element->children.length;
}

std::string_view AttributeOf(const GumboElement& element, const char* name) {
  const GumboAttribute* attribute = gumbo_get_attribute(&element.attributes, name);
  return attribute == nullptr ? std::string_view() : std::string_view(attribute->value);
}

std::string LowerAttribute(const GumboElement& element, const char* name) {
  return base::AsciiLower(base::Trim(AttributeOf(element, name)));
}

bool IsInvisible(const GumboElement& element) {
  constexpr GumboTag kTags[] = {
      GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE,    GUMBO_TAG_TEMPLATE, GUMBO_TAG_NOSCRIPT,
      GUMBO_TAG_HEAD,   GUMBO_TAG_TITLE,    GUMBO_TAG_META,     GUMBO_TAG_LINK,
      GUMBO_TAG_IFRAME, GUMBO_TAG_OBJECT,   GUMBO_TAG_EMBED,    GUMBO_TAG_APPLET,
      GUMBO_TAG_SVG,    GUMBO_TAG_CANVAS,   GUMBO_TAG_AUDIO,    GUMBO_TAG_VIDEO,
      GUMBO_TAG_BUTTON, GUMBO_TAG_INPUT,    GUMBO_TAG_SELECT,   GUMBO_TAG_TEXTAREA,
      GUMBO_TAG_OPTION, GUMBO_TAG_DATALIST, GUMBO_TAG_NOFRAMES, GUMBO_TAG_FRAMESET,
      GUMBO_TAG_RP,     GUMBO_TAG_RT,       GUMBO_TAG_MAP,      GUMBO_TAG_PROGRESS,
  };
  if (Among(element.tag, kTags)) return true;
  if (gumbo_get_attribute(&element.attributes, "hidden") != nullptr) return true;
  if (LowerAttribute(element, "aria-hidden") == "true") return true;
  std::string style = LowerAttribute(element, "style");
  std::erase(style, ' ');
  return style.find("display:none") != std::string::npos ||
         style.find("visibility:hidden") != std::string::npos;
}

bool IsChrome(const GumboElement& element, bool in_article) {
  const std::string role = LowerAttribute(element, "role");
  constexpr std::string_view kRoles[] = {"navigation", "banner",       "contentinfo", "search",
                                         "dialog",     "alertdialog",  "menu",        "menubar",
                                         "toolbar",    "complementary"};
  const bool note = in_article && (role == "note" || SaysNote(LowerAttribute(element, "class")));
  if (Among(role, kRoles) && !note) return true;
  const std::string label = LowerAttribute(element, "aria-label");
  if (label.find("cookie") != std::string::npos || label.find("consent") != std::string::npos) {
    return true;
  }
  // The contents that Confluence writes into a page.
  if (LowerAttribute(element, "class").starts_with("toc-macro")) return true;
  if (element.tag == GUMBO_TAG_A) {  // The mark behind a heading that leads to itself.
    constexpr std::string_view kClasses[] = {"headerlink", "hash-link", "anchor-link"};
    return Among(LowerAttribute(element, "class"), kClasses);
  }
  switch (element.tag) {
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_FOOTER:
      return true;
    case GUMBO_TAG_HEADER:
      return !in_article;
    case GUMBO_TAG_ASIDE:
      return !note;
    default:
      return false;
  }
}

bool IsInlineElement(const GumboElement& element) {
  constexpr GumboTag kInline[] = {
      GUMBO_TAG_A,    GUMBO_TAG_ABBR,   GUMBO_TAG_ACRONYM, GUMBO_TAG_B,     GUMBO_TAG_BDI,
      GUMBO_TAG_BDO,  GUMBO_TAG_BIG,    GUMBO_TAG_BR,      GUMBO_TAG_CITE,  GUMBO_TAG_CODE,
      GUMBO_TAG_DATA, GUMBO_TAG_DEL,    GUMBO_TAG_DFN,     GUMBO_TAG_EM,    GUMBO_TAG_FONT,
      GUMBO_TAG_I,    GUMBO_TAG_IMG,    GUMBO_TAG_INS,     GUMBO_TAG_KBD,   GUMBO_TAG_LABEL,
      GUMBO_TAG_MARK, GUMBO_TAG_NOBR,   GUMBO_TAG_OUTPUT,  GUMBO_TAG_Q,     GUMBO_TAG_RB,
      GUMBO_TAG_RUBY, GUMBO_TAG_S,      GUMBO_TAG_SAMP,    GUMBO_TAG_SMALL, GUMBO_TAG_SPAN,
      GUMBO_TAG_SUB,  GUMBO_TAG_STRIKE, GUMBO_TAG_STRONG,  GUMBO_TAG_SUP,   GUMBO_TAG_TIME,
      GUMBO_TAG_TT,   GUMBO_TAG_U,      GUMBO_TAG_UNKNOWN, GUMBO_TAG_VAR,   GUMBO_TAG_WBR,
  };
  return Among(element.tag, kInline) || element.tag_namespace != GUMBO_NAMESPACE_HTML;
}

std::string PlainTextOf(const GumboNode* node) {
  std::string text;
  WalkHtml(
      node,
      [&](const GumboNode* next, const GumboElement& element) {
        if (next != node && (IsInvisible(element) || IsChrome(element, true))) return false;
        if (!IsInlineElement(element) || element.tag == GUMBO_TAG_BR) text += ' ';
        return true;
      },
      [&](std::string_view piece) { text += piece; });
  std::string plain;
  for (const char c : text) {
    const bool space = static_cast<unsigned char>(c) <= ' ' || c == '\x7f';
    if (!space) {
      plain += c;
    } else if (!plain.empty() && plain.back() != ' ') {
      plain += ' ';
    }
  }
  if (plain.ends_with(' ')) plain.pop_back();
  return plain;
}

}  // namespace funnel::text
