#include "widgets/kit/copy_field.h"

#include "widgets/kit/buttons.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QTimer>
#include <QToolButton>

namespace slipway {

CopyField::CopyField(const QString &name, const QString &objectName, Kind kind, QWidget *parent)
    : QWidget(parent),
      m_kind(kind),
      m_text(new QLineEdit(this)),
      m_copy(iconButton(Icon::Copy, tr("Copy %1").arg(name), objectName + QStringLiteral("Copy"), this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(spacing::xs);
    m_text->setReadOnly(true);
    m_text->setAccessibleName(name);
    m_text->setObjectName(objectName);
    m_text->setFont(codeFont());
    row->addWidget(m_text, 1);
    if (kind == Kind::Secret) {
        m_reveal = iconButton(Icon::Eye, tr("Show %1").arg(name), objectName + QStringLiteral("Reveal"), this);
        m_reveal->setCheckable(true);
        row->addWidget(m_reveal);
        connect(m_reveal, &QToolButton::toggled, this, &CopyField::setRevealed);
    }
    row->addWidget(m_copy);
    connect(m_copy, &QToolButton::clicked, this, &CopyField::copy);
    setFocusProxy(m_text);
    updateText();
}

void CopyField::setValue(const QString &value)
{
    m_value = value;
    updateText();
}

void CopyField::setRevealed(bool revealed)
{
    if (revealed == m_revealed || m_kind == Kind::Plain)
        return;
    if (revealed)
        fetch();
    else
        forget();
    m_revealed = revealed;
    m_reveal->setChecked(revealed);
    m_reveal->setIcon(icon(revealed ? Icon::EyeOff : Icon::Eye));
    updateText();
}

void CopyField::copy()
{
    fetch();
    QGuiApplication::clipboard()->setText(m_value);
    if (!m_revealed)
        forget();
    m_copy->setIcon(icon(Icon::Check, Token::Accent));
    QTimer::singleShot(1200, m_copy, [this] { m_copy->setIcon(icon(Icon::Copy)); });
    emit copied();
}

// A secret that its owner hands out only on request.
void CopyField::fetch()
{
    if (m_kind == Kind::Plain || !m_value.isEmpty())
        return;
    emit revealRequested();
    m_borrowed = true;
}

void CopyField::forget()
{
    if (m_borrowed)
        m_value.clear();
    m_borrowed = false;
}

void CopyField::updateText()
{
    const bool hidden = m_kind == Kind::Secret && !m_revealed;
    m_text->setText(hidden ? QString(16, u'•') : m_value);
    m_text->setCursorPosition(0);
    m_copy->setEnabled(m_kind == Kind::Secret || !m_value.isEmpty());
}

} // namespace slipway
