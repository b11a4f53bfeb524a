#include "widgets/kit/page_header.h"

#include "widgets/kit/buttons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace slipway {

PageHeader::PageHeader(const QString &title, const QString &subtitle, QWidget *parent)
    : QWidget(parent), m_row(new QHBoxLayout(this)), m_subtitle(textLabel(subtitle, TextSize::Body, this, true))
{
    m_row->setContentsMargins(spacing::xl, spacing::l, spacing::xl, spacing::m);
    m_row->setSpacing(spacing::s);
    auto *text = new QVBoxLayout;
    text->setSpacing(2);
    text->addWidget(textLabel(title, TextSize::Title, this));
    text->addWidget(m_subtitle);
    m_row->addLayout(text, 1);
    m_subtitle->setVisible(!subtitle.isEmpty());
}

void PageHeader::setSubtitle(const QString &text)
{
    m_subtitle->setText(text);
    m_subtitle->setVisible(!text.isEmpty());
}

void PageHeader::addControl(QWidget *control)
{
    m_row->addWidget(control, 0, Qt::AlignTop);
}

} // namespace slipway
