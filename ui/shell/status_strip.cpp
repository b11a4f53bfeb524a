#include "ui/shell/status_strip.h"

#include "models/items/counted.h"
#include "ui/shell/engine_presenter.h"
#include "ui/shell/shell_context.h"
#include "widgets/kit/buttons.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

namespace slipway {

using namespace Qt::StringLiterals;

StatusStrip::StatusStrip(ShellContext &context, QWidget *parent)
    : QWidget(parent),
      m_context(context),
      m_dot(new QLabel(this)),
      m_text(textLabel(QString(), TextSize::Caption, this, true)),
      m_note(textLabel(QString(), TextSize::Caption, this, true)),
      m_problems(nullptr)
{
    setObjectName(u"statusStrip"_s);
    setFixedHeight(metric::statusBar);
    m_text->setObjectName(u"statusText"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(spacing::m, 1, spacing::s, 0);
    row->setSpacing(6);
    row->addWidget(m_dot);
    row->addWidget(m_text);
    row->addStretch();
    row->addWidget(m_note);
    auto *problems = new QToolButton(this);
    problems->setObjectName(u"problemsButton"_s);
    problems->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    problems->setIconSize({14, 14});
    problems->setFixedHeight(22);
    problems->setFont(textFont(TextSize::Caption));
    problems->setFocusPolicy(Qt::TabFocus);
    m_problems = problems;
    row->addWidget(problems);
    connect(problems, &QToolButton::clicked, this, &StatusStrip::problemsRequested);
    connect(&context.engine(), &EnginePresenter::statusChanged, this, &StatusStrip::showStatus);
    connect(&context.engine(), &EnginePresenter::connectionChanged, this, &StatusStrip::showStatus);
    connect(&context.workspace(), &WorkspaceContext::currentChanged, this, &StatusStrip::showStatus);
    connect(&context.issues(), &IssuesModel::countChanged, this, &StatusStrip::showProblems);
    showStatus();
    showProblems(context.issues().rowCount());
}

QWidget *StatusStrip::problemsButton() const
{
    return m_problems;
}

void StatusStrip::setNote(const QString &text)
{
    m_note->setText(text);
}

void StatusStrip::showStatus()
{
    const EnginePresenter &engine = m_context.engine();
    const bool online = engine.connection() == ConnectionState::Online;
    const bool healthy = online && (!engine.hasStatus() || engine.status().gatewayRunning);
    const bool connecting = engine.connection() == ConnectionState::Connecting;
    const StateKind kind = healthy                ? StateKind::Success
                           : connecting || online ? StateKind::Waiting
                                                  : StateKind::Failure;
    m_dot->setPixmap(iconPixmap(stateIcon(kind), 14, devicePixelRatioF(), Theme::of(this).state(kind)));
    QStringList parts{engine.healthText()};
    if (online && engine.hasStatus())
        parts << engine.runningText() << engine.queuedText() << engine.nextText();
    m_text->setText(parts.join(u"  ·  "_s));
}

void StatusStrip::showProblems(int count)
{
    m_problems->setIcon(count > 0 ? icon(StateKind::Failure) : icon(Icon::Check));
    m_problems->setText(count > 0 ? counted(count, tr("%1 problem"), tr("%1 problems")) : tr("No problems"));
    m_problems->setAccessibleName(m_problems->text());
}

void StatusStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme theme = Theme::of(this);
    painter.fillRect(rect(), theme.colour(Token::Surface));
    painter.fillRect(QRect(0, 0, width(), 1), theme.colour(Token::Border));
}

void StatusStrip::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_problems)
        showStatus();
}

} // namespace slipway
