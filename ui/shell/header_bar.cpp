#include "ui/shell/header_bar.h"

#include "models/items/regions.h"
#include "ui/shell/engine_presenter.h"
#include "ui/shell/shell_context.h"
#include "widgets/kit/buttons.h"
#include "widgets/kit/style_controls.h"

#include <QAbstractItemView>
#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QStyleOption>
#include <QToolButton>

namespace slipway {
namespace {

using namespace Qt::StringLiterals;

// Looks like a field, works as a button: opens the palette.
class SearchButton : public QAbstractButton
{
public:
    SearchButton(QAction *action, QWidget *parent) : QAbstractButton(parent), m_action(action)
    {
        setObjectName(u"searchButton"_s);
        setAccessibleName(action->text());
        setToolTip(action->toolTip());
        setFixedHeight(metric::control);
        setMinimumWidth(220);
        setMaximumWidth(360);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        setFocusPolicy(Qt::TabFocus);
        setAttribute(Qt::WA_Hover);
        setCursor(Qt::IBeamCursor);
        connect(this, &QAbstractButton::clicked, action, &QAction::trigger);
    }
    QSize sizeHint() const override { return {360, metric::control}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const Theme theme = Theme::of(this);
        const QColor line = theme.colour(underMouse() ? Token::BorderStrong : Token::Border);
        controls::roundedBox(&painter, rect(), theme.colour(Token::Window), line, metric::controlRadius);
        QStyleOption option;
        option.initFrom(this);
        if (controls::showsFocus(&option))
            controls::focusRing(&painter, rect(), theme, metric::controlRadius);
        paintIcon(&painter, Icon::Search, QRectF(9, 7, 16, 16), theme.colour(Token::TextMuted));
        painter.setPen(theme.colour(Token::TextMuted));
        const QString keys = m_action->shortcut().toString(QKeySequence::NativeText);
        const int keysWidth = fontMetrics().horizontalAdvance(keys) + 12;
        const QRect text = rect().adjusted(32, 0, -keysWidth - 8, 0);
        painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                         fontMetrics().elidedText(m_action->text(), Qt::ElideRight, text.width()));
        painter.setFont(textFont(TextSize::Caption));
        const QRectF badge(width() - keysWidth - 5, 6, keysWidth, height() - 12);
        controls::roundedBox(&painter, badge, theme.colour(Token::Surface), theme.colour(Token::Border), 4);
        painter.drawText(badge, Qt::AlignCenter, keys);
    }

private:
    QAction *m_action;
};

// As wide as what is chosen, not as the longest choice.
class QuietCombo : public QComboBox
{
public:
    explicit QuietCombo(QWidget *parent) : QComboBox(parent)
    {
        connect(this, &QComboBox::currentTextChanged, this, [this] { updateGeometry(); });
    }
    QSize sizeHint() const override { return {fontMetrics().horizontalAdvance(currentText()) + 40, metric::control}; }
    QSize minimumSizeHint() const override { return {80, metric::control}; }
};

QComboBox *quietCombo(const QString &name, const QString &objectName, QWidget *parent)
{
    auto *combo = new QuietCombo(parent);
    combo->setProperty("slipwayQuiet", true);
    combo->setObjectName(objectName);
    combo->setAccessibleName(name);
    combo->setToolTip(name);
    combo->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    combo->view()->setMinimumWidth(200);
    combo->setMaximumWidth(230);
    combo->setFocusPolicy(Qt::TabFocus);
    return combo;
}

StateKind placeState(ConnectionState state)
{
    switch (state) {
    case ConnectionState::Online:
        return StateKind::Success;
    case ConnectionState::Connecting:
        return StateKind::Waiting;
    case ConnectionState::Offline:
        break;
    }
    return StateKind::Failure;
}

} // namespace

HeaderBar::HeaderBar(ShellContext &context, const Actions &actions, QWidget *parent)
    : QWidget(parent), m_context(context), m_engine(context.engine())
{
    setObjectName(u"headerBar"_s);
    setFixedHeight(metric::header);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(spacing::m, 0, spacing::m, 1);
    row->setSpacing(spacing::xs);
    addWorkspaceCombo(row, actions.newWorkspace);
    addRegionCombo(row);
    addPlace(row);
    row->addStretch(1);
    row->addWidget(new SearchButton(actions.search, this), 4);
    row->addStretch(1);
    m_running = new QToolButton(this);
    m_running->setObjectName(u"runningButton"_s);
    m_running->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_running->setIcon(icon(StateKind::Running));
    m_running->setFixedHeight(metric::control);
    connect(m_running, &QToolButton::clicked, this, [this] { m_context.showPage(u"operations"_s); });
    row->addWidget(m_running);
    m_theme =
        iconButton(Theme::of(this).isDark() ? Icon::Sun : Icon::Moon, actions.theme->text(), u"themeButton"_s, this);
    m_theme->setToolTip(actions.theme->toolTip());
    connect(m_theme, &QToolButton::clicked, actions.theme, &QAction::trigger);
    row->addWidget(m_theme);
    connect(&m_engine, &EnginePresenter::statusChanged, this, &HeaderBar::showRunning);
    connect(&m_engine, &EnginePresenter::connectionChanged, this, &HeaderBar::showPlace);
    showRunning();
    showPlace();
}

void HeaderBar::addWorkspaceCombo(QHBoxLayout *row, QAction *newWorkspace)
{
    m_workspace = quietCombo(tr("Workspace"), u"workspaceCombo"_s, this);
    QFont font = textFont(TextSize::Body);
    font.setWeight(QFont::DemiBold);
    m_workspace->setFont(font);
    row->addWidget(m_workspace);
    QToolButton *add = iconButton(Icon::Plus, newWorkspace->text(), u"newWorkspaceButton"_s, this);
    connect(add, &QToolButton::clicked, newWorkspace, &QAction::trigger);
    row->addWidget(add);
    connect(m_workspace, &QComboBox::activated, this, [this](int index) {
        m_context.workspace().setCurrent(WorkspaceId(m_workspace->itemData(index).toLongLong()));
    });
    connect(&m_context.workspace(), &WorkspaceContext::workspacesChanged, this, &HeaderBar::showWorkspaces);
    connect(&m_context.workspace(), &WorkspaceContext::currentChanged, this, &HeaderBar::showWorkspaces);
    showWorkspaces();
}

void HeaderBar::addRegionCombo(QHBoxLayout *row)
{
    m_region = quietCombo(tr("Region of the model services"), u"regionCombo"_s, this);
    for (const Region &region : regions()) {
        m_region->addItem(region.name, region.id);
        m_region->setItemData(m_region->count() - 1, region.endpoint, Qt::ToolTipRole);
    }
    m_region->setCurrentIndex(m_region->findData(m_context.workspace().region()));
    row->addWidget(m_region);
    connect(m_region, &QComboBox::activated, this,
            [this](int index) { m_context.workspace().setRegion(m_region->itemData(index).toString()); });
    connect(&m_context.workspace(), &WorkspaceContext::regionChanged, this,
            [this](const QString &region) { m_region->setCurrentIndex(m_region->findData(region)); });
}

void HeaderBar::addPlace(QHBoxLayout *row)
{
    m_place = new QToolButton(this);
    m_place->setObjectName(u"placeButton"_s);
    m_place->setText(tr("Local engine"));
    m_place->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_place->setPopupMode(QToolButton::InstantPopup);
    m_place->setFixedHeight(metric::control);
    m_place->setIconSize({metric::smallIcon, metric::smallIcon});
    m_place->setFocusPolicy(Qt::TabFocus);
    auto *menu = new QMenu(m_place);
    m_place->setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, &HeaderBar::fillPlaceMenu);
    row->addWidget(m_place);
}

void HeaderBar::fillPlaceMenu()
{
    QMenu *menu = m_place->menu();
    menu->clear();
    const auto copyAction = [this, menu](const QString &title, const QString &value) {
        if (value.isEmpty())
            return;
        QAction *action = menu->addAction(icon(Icon::Copy), title.arg(value));
        connect(action, &QAction::triggered, this, [value] { QGuiApplication::clipboard()->setText(value); });
    };
    const EngineStatus &status = m_engine.status();
    copyAction(tr("Copy API address %1"), status.apiAddress);
    copyAction(tr("Copy gateway address %1"), status.gatewayAddress);
    copyAction(tr("Copy data folder %1"), status.dataDir);
    menu->addSeparator();
    QAction *settings = menu->addAction(icon(Icon::Settings), tr("Engine settings"));
    connect(settings, &QAction::triggered, this, [this] { m_context.showPage(u"settings"_s); });
}

void HeaderBar::showWorkspaces()
{
    const WorkspaceContext &context = m_context.workspace();
    m_workspace->clear();
    for (const Workspace &workspace : context.workspaces()) {
        m_workspace->addItem(workspace.identifier, workspace.id.value());
        m_workspace->setItemData(
            m_workspace->count() - 1,
            tr("%1, times in %2").arg(workspace.displayName, QString::fromLatin1(workspace.timeZone)), Qt::ToolTipRole);
    }
    m_workspace->setVisible(m_workspace->count() > 0);
    m_workspace->setCurrentIndex(m_workspace->findData(context.current().id.value()));
}

void HeaderBar::showPlace()
{
    m_place->setIcon(icon(placeState(m_engine.connection())));
    m_place->setToolTip(m_engine.connectionProblem().isEmpty() ? m_engine.healthText() : m_engine.connectionProblem());
    m_place->setAccessibleName(tr("Local engine: %1").arg(m_engine.healthText()));
}

void HeaderBar::showRunning()
{
    const int running = m_engine.status().runningInstances;
    m_running->setText(QString::number(running));
    m_running->setVisible(running > 0);
    m_running->setToolTip(m_engine.runningText());
    m_running->setAccessibleName(m_engine.runningText());
}

void HeaderBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme theme = Theme::of(this);
    painter.fillRect(rect(), theme.colour(Token::Surface));
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.colour(Token::Border));
}

void HeaderBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_theme)
        m_theme->setIcon(icon(Theme::of(this).isDark() ? Icon::Sun : Icon::Moon));
}

} // namespace slipway
