// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/dita/dita_tree.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "indexer/base/ascii.h"
#include "indexer/base/diagnostic_line.h"
#include "indexer/base/white_space.h"
#include "indexer/readers/dita/dita_elements.h"

namespace funnel::readers {
namespace {

/// Elements and attributes together, about: a topic has some hundreds, and each takes 200 bytes.
constexpr std::ptrdiff_t kMostMarks = 2'000'000;

/// What a parser says while it works.
struct Complaints {
  std::string error;  ///< The first; empty for none.
  std::size_t line = 0;
  bool entities = false;
};

Complaints& ComplaintsOf(void* context) {
  return *static_cast<Complaints*>(static_cast<xmlParserCtxtPtr>(context)->_private);
}

void NoteError(void* context, xmlErrorPtr error) {
  Complaints& complaints = ComplaintsOf(context);
  if (error->level < XML_ERR_ERROR || error->domain == XML_FROM_NAMESPACE) return;
  if (!complaints.error.empty() || error->message == nullptr) return;
  complaints.error = base::Trim(error->message);
  complaints.line = static_cast<std::size_t>(std::max(error->line, 0));
}

/// An entity may stand for another file, or for more than memory holds.
void RefuseEntity(void* context, const xmlChar*, int, const xmlChar*, const xmlChar*, xmlChar*) {
  auto* parser = static_cast<xmlParserCtxtPtr>(context);
  Complaints& complaints = ComplaintsOf(context);
  if (!complaints.entities)
    complaints.line = static_cast<std::size_t>(xmlSAX2GetLineNumber(parser));
  complaints.entities = true;
  xmlStopParser(parser);
}

std::string_view View(const xmlChar* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

void AppendText(const DitaNode* node, std::string& text) {
  for (const DitaNode* child = node->children; child != nullptr; child = child->next) {
    if (IsDitaText(child)) {
      text += View(child->content);
    } else if (child->type == XML_ELEMENT_NODE) {
      const DitaElement& element = DitaElementOf(child);
      if (element.kind == DitaKind::kHidden) continue;
      const bool block = IsDitaBlock(element.kind);
      if (block) text += ' ';
      AppendText(child, text);
      if (block) text += ' ';
    }
  }
}

}  // namespace

Result<DitaTree> DitaTree::Parse(std::string_view bytes, const std::string& file) {
  const auto marks =
      std::count(bytes.begin(), bytes.end(), '<') + std::count(bytes.begin(), bytes.end(), '=');
  if (marks > kMostMarks) {
    return base::FailAt(file, 0, 0, "has more than a million elements; split it");
  }
  const std::unique_ptr<xmlParserCtxt, void (*)(xmlParserCtxtPtr)> parser(xmlNewParserCtxt(),
                                                                          xmlFreeParserCtxt);
  if (parser == nullptr) return base::FailAt(file, 0, 0, "cannot be read: no memory");
  Complaints complaints;
  parser->_private = &complaints;
  parser->sax->serror = NoteError;
  parser->sax->entityDecl = RefuseEntity;
  // Neither a DTD is loaded nor entities put in; XML_PARSE_HUGE, which lifts limits, is not set.
  DitaTree tree(xmlCtxtReadMemory(parser.get(), bytes.data(), static_cast<int>(bytes.size()),
                                  nullptr, nullptr, XML_PARSE_NONET | XML_PARSE_BIG_LINES));
  if (complaints.entities) {
    return base::FailAt(file, complaints.line, 0,
                        "declares entities, which are not read; write their text in their place");
  }
  if (tree.document_ == nullptr || tree.root() == nullptr) {
    return base::FailAt(file, complaints.line, 0,
                        "no XML here (" + (complaints.error.empty() ? "empty" : complaints.error) +
                            "); correct it");
  }
  return tree;
}

DitaTree::~DitaTree() { xmlFreeDoc(document_); }

DitaTree::DitaTree(DitaTree&& other) noexcept
    : document_(std::exchange(other.document_, nullptr)) {}

DitaTree& DitaTree::operator=(DitaTree&& other) noexcept {
  std::swap(document_, other.document_);
  return *this;
}

DitaNode* DitaTree::root() const { return xmlDocGetRootElement(document_); }

void DitaTree::RemoveBelow(DitaNode* node, const std::function<bool(DitaNode*)>& hidden) {
  for (DitaNode* child = DitaElementFrom(node->children); child != nullptr;) {
    DitaNode* next = DitaElementFrom(child->next);
    if (hidden(child)) {
      xmlUnlinkNode(child);
      xmlFreeNode(child);
    } else {
      RemoveBelow(child, hidden);
    }
    child = next;
  }
}

std::string_view DitaName(const DitaNode* node) {
  return node->type == XML_ELEMENT_NODE ? View(node->name) : std::string_view();
}

std::string DitaAttribute(const DitaNode* node, const char* name) {
  if (node->type != XML_ELEMENT_NODE) return {};
  for (const xmlAttr* attribute = node->properties; attribute != nullptr;
       attribute = attribute->next) {
    if (View(attribute->name) != name) continue;
    xmlChar* value = xmlNodeListGetString(node->doc, attribute->children, 1);
    std::string text(base::Trim(View(value)));
    xmlFree(value);
    return text;
  }
  return {};
}

std::size_t DitaLine(const DitaNode* node) {
  return static_cast<std::size_t>(std::max(xmlGetLineNo(node), 0L));
}

DitaNode* DitaChild(const DitaNode* node, std::string_view name) {
  for (DitaNode* child = node->children; child != nullptr; child = child->next) {
    if (DitaName(child) == name) return child;
  }
  return nullptr;
}

bool IsDitaText(const DitaNode* node) {
  return node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
}

DitaNode* DitaElementFrom(DitaNode* node) {
  while (node != nullptr && node->type != XML_ELEMENT_NODE) node = node->next;
  return node;
}

std::string DitaText(const DitaNode* node) {
  std::string text;
  AppendText(node, text);
  std::string line;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!space) {
      line += c;
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  return std::string(base::TrimWhiteSpace(line));
}

bool DitaHasText(const DitaNode* node, std::string_view but) {
  for (const DitaNode* child = node->children; child != nullptr; child = child->next) {
    if (child->type == XML_ELEMENT_NODE) {
      const bool hidden = DitaElementOf(child).kind == DitaKind::kHidden;
      if (!hidden && View(child->name) != but && DitaHasText(child)) return true;
    } else if (!base::Trim(View(child->content)).empty() && child->type != XML_COMMENT_NODE &&
               child->type != XML_PI_NODE) {
      return true;
    }
  }
  return false;
}

}  // namespace funnel::readers
