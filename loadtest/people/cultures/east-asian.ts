import { withRare } from '../rare-words.ts'
import type { Culture, Word } from '../types.ts'
import { capitalised, compound, mostly, namesOf, stock } from '../words.ts'

const chineseFamilies = stock(
  `王=Wang|Wong 李=Li|Lee 张=Zhang|Chang|Cheung 刘=Liu|Lau 陈=Chen|Chan 杨=Yang|Yeung 黄=Huang|Wong 赵=Zhao|Chao 吴=Wu|Ng 周=Zhou|Chow|Chou
  徐=Xu|Hsu 孙=Sun 马=Ma 朱=Zhu|Chu 胡=Hu|Wu 郭=Guo|Kuo|Kwok 何=He|Ho 林=Lin|Lam 高=Gao|Kao 罗=Luo|Lo 郑=Zheng|Cheng 梁=Liang|Leung
  谢=Xie|Hsieh|Tse 宋=Song|Sung 唐=Tang|Tong 许=Xu|Hui 韩=Han 邓=Deng|Tang 冯=Feng|Fung 曹=Cao|Tsao 彭=Peng|Pang 曾=Zeng|Tseng|Tsang
  肖=Xiao|Hsiao|Siu 田=Tian|Tien 董=Dong|Tung 潘=Pan|Poon 袁=Yuan|Yuen 蔡=Cai|Tsai|Choi 蒋=Jiang|Chiang 余=Yu|Yue 于=Yu 杜=Du|Tu 叶=Ye|Yeh|Yip
  程=Cheng|Ching 魏=Wei|Ngai 苏=Su|So 吕=Lü|Lu|Lui 丁=Ding|Ting 任=Ren|Jen|Yam 卢=Lu|Lo 姚=Yao|Yiu 沈=Shen|Sum 钟=Zhong|Chung 姜=Jiang|Keung
  崔=Cui|Tsui 谭=Tan|Tam 陆=Lu|Luk 范=Fan 汪=Wang 廖=Liao|Liu 石=Shi|Shek 金=Jin|Kam 韦=Wei 贾=Jia 夏=Xia|Hsia 付=Fu 方=Fang|Fong 邹=Zou|Chow
  熊=Xiong|Hsiung 白=Bai|Pak 孟=Meng 秦=Qin|Chin 邱=Qiu|Chiu|Yau 侯=Hou 江=Jiang|Kong 尹=Yin 薛=Xue|Hsueh 闫=Yan 段=Duan 雷=Lei|Lui 龙=Long|Lung
  欧阳=Ouyang 司马=Sima 上官=Shangguan 诸葛=Zhuge`,
  { flatness: 4 }
)
const chineseMale = stock(
  `伟=wei 强=qiang 军=jun 勇=yong 明=ming 杰=jie 涛=tao 超=chao 华=hua 刚=gang 辉=hui 鹏=peng 飞=fei 波=bo 斌=bin 平=ping 宇=yu 浩=hao 建=jian
  国=guo 文=wen 志=zhi 海=hai 林=lin 龙=long 宏=hong 永=yong 春=chun 东=dong 成=cheng 博=bo 子=zi 天=tian 晓=xiao 俊=jun 家=jia 新=xin 立=li 振=zhen
  光=guang 庆=qing 德=de 荣=rong 贵=gui 福=fu 生=sheng 良=liang 轩=xuan 睿=rui 泽=ze 昊=hao 凯=kai 磊=lei 洋=yang 亮=liang 旭=xu 健=jian 峰=feng 云=yun`,
  { flatness: 25 }
)
const chineseFemale = stock(
  `芳=fang 娜=na 敏=min 静=jing 丽=li 艳=yan 娟=juan 秀=xiu 英=ying 霞=xia 玲=ling 红=hong 梅=mei 燕=yan 兰=lan 玉=yu 萍=ping 慧=hui 婷=ting 雪=xue 琳=lin
  晶=jing 洁=jie 莉=li 倩=qian 欣=xin 怡=yi 雨=yu 佳=jia 嘉=jia 思=si 梦=meng 诗=shi 瑶=yao 颖=ying 晨=chen 月=yue 珍=zhen 凤=feng 桂=gui 淑=shu 爱=ai
  春=chun 小=xiao 文=wen 美=mei 媛=yuan 宁=ning 涵=han 馨=xin 蕾=lei 薇=wei 琴=qin 丹=dan 云=yun 莹=ying`,
  { flatness: 25 }
)
const chineseRare = stock(
  `安=an 邦=bang 宝=bao 炳=bing 灿=can 昌=chang 川=chuan 达=da 道=dao 登=deng 迪=di 定=ding 恩=en 凡=fan 芬=fen 富=fu 冠=guan 广=guang 翰=han 航=hang
  和=he 恒=heng 厚=hou 焕=huan 吉=ji 继=ji 江=jiang 娇=jiao 景=jing 菊=ju 珏=jue 康=kang 可=ke 坤=kun 乐=le 礼=li 连=lian 露=lu 曼=man 茂=mao
  民=min 铭=ming 沐=mu 楠=nan 念=nian 培=pei 品=pin 普=pu 琪=qi 乔=qiao 钦=qin 清=qing 群=qun 然=ran 仁=ren 如=ru 瑞=rui 若=ruo 森=sen 善=shan
  少=shao 胜=sheng 世=shi 守=shou 树=shu 双=shuang 舜=shun 松=song 素=su 恬=tian 桐=tong 万=wan 望=wang 维=wei 希=xi 贤=xian 祥=xiang 兴=xing
  雄=xiong 学=xue 雅=ya 彦=yan 阳=yang 耀=yao 艺=yi 银=yin 盈=ying 友=you 裕=yu 元=yuan 悦=yue 占=zhan 兆=zhao 真=zhen 正=zheng 智=zhi 忠=zhong
  竹=zhu 卓=zhuo 宗=zong 祖=zu`,
  { flatness: 100 }
)
const koreanFamilies = stock(
  `김=Kim|Gim 이=Lee|Yi|Rhee 박=Park|Pak|Bak 최=Choi|Choe 정=Jung|Jeong|Chung 강=Kang|Gang 조=Cho|Jo 윤=Yoon|Yun 장=Jang|Chang 임=Lim|Im
  한=Han 오=Oh|O 서=Seo|Suh 신=Shin|Sin 권=Kwon|Gwon 황=Hwang 안=Ahn|An 송=Song 류=Ryu|Yoo|Yu 전=Jeon|Chun 홍=Hong 고=Ko|Go 문=Moon|Mun 양=Yang 손=Son|Sohn
  배=Bae|Pae 백=Baek|Paik 허=Heo|Hur 남=Nam 심=Shim|Sim 노=Noh|Roh 하=Ha 곽=Kwak 성=Sung|Seong 차=Cha 주=Joo|Ju 우=Woo 구=Koo|Gu 민=Min 진=Jin 남궁=Namgung`,
  { flatness: 0 }
)
const koreanSyllables = stock(
  `민=min 지=ji 현=hyun|hyeon 준=jun|joon 서=seo 영=young|yeong 수=soo|su 진=jin 성=sung|seong 우=woo|u 재=jae 경=kyung|gyeong 은=eun 미=mi 희=hee|hui
  정=jung|jeong 호=ho 상=sang 승=seung 동=dong 혜=hye 연=yeon|yun 주=joo|ju 태=tae 훈=hoon|hun 원=won 선=sun|seon 숙=sook|suk 철=chul|cheol 용=yong
  기=ki|gi 하=ha 윤=yoon|yun 예=ye 유=yoo|yu 아=ah|a 나=na 인=in 종=jong 광=kwang|gwang 병=byung|byeong 순=soon|sun 옥=ok 자=ja 규=kyu|gyu 석=seok|suk 소=so 채=chae 도=do 시=si`,
  { flatness: 15 }
)
const japaneseFamilies =
  stock(`佐藤=Sato|Satoh 鈴木=Suzuki 高橋=Takahashi 田中=Tanaka 伊藤=Ito|Itoh 渡辺=Watanabe 山本=Yamamoto 中村=Nakamura 小林=Kobayashi
  加藤=Kato|Katoh 吉田=Yoshida 山田=Yamada 佐々木=Sasaki 山口=Yamaguchi 松本=Matsumoto 井上=Inoue 木村=Kimura 林=Hayashi 斎藤=Saito|Saitoh 清水=Shimizu
  山崎=Yamazaki|Yamasaki 阿部=Abe 森=Mori 池田=Ikeda 橋本=Hashimoto 石川=Ishikawa 山下=Yamashita 小川=Ogawa 石井=Ishii 長谷川=Hasegawa 後藤=Goto|Gotoh 岡田=Okada
  近藤=Kondo|Kondoh 前田=Maeda 藤田=Fujita 遠藤=Endo|Endoh 青木=Aoki 坂本=Sakamoto 村上=Murakami 太田=Ota|Ohta 金子=Kaneko 藤井=Fujii 福田=Fukuda 西村=Nishimura`)
const japaneseFirst = stock(
  '山=Yama 中=Naka 西=Nishi 北=Kita 南=Minami 東=Higashi 上=Ue 下=Shimo 松=Matsu 竹=Take 石=Ishi 藤=Fuji 大=Oh|O 小=Ko|O 高=Taka 長=Naga 黒=Kuro 白=Shira 水=Mizu 岩=Iwa 森=Mori 川=Kawa 村=Mura 宮=Miya 福=Fuku 吉=Yoshi 杉=Sugi 浜=Hama',
  {
    flatness: 15
  }
)
const japaneseSecond = stock(
  '田=da|ta 本=moto 村=mura 川=kawa|gawa 山=yama 野=no 原=hara 島=shima|jima 井=i 崎=saki|zaki 沢=sawa|zawa 口=guchi 内=uchi 谷=tani|ya 岡=oka 木=ki 下=shita 尾=o 部=be 森=mori'
)
const japaneseMale = withRare(
  stock(`博=Hiroshi 健=Ken|Takeshi 誠=Makoto 隆=Takashi 修=Osamu 和也=Kazuya 大輔=Daisuke 翔太=Shota|Shohta 健太=Kenta 拓也=Takuya 直樹=Naoki 達也=Tatsuya
  哲也=Tetsuya 剛=Tsuyoshi 学=Manabu 浩二=Koji|Kohji 正=Tadashi 茂=Shigeru 勇=Isamu 清=Kiyoshi 三郎=Saburo 一郎=Ichiro 蓮=Ren 大翔=Hiroto|Haruto 悠真=Yuma 颯太=Sota 湊=Minato 陽向=Hinata`),
  0.2
)
const japaneseFemale = withRare(
  stock(`陽子=Yoko|Yohko 恵子=Keiko 和子=Kazuko 幸子=Sachiko 洋子=Yoko 裕子=Yuko|Yuuko 久美子=Kumiko 真由美=Mayumi 美穂=Miho 直美=Naomi 由美=Yumi 智子=Tomoko 愛=Ai
  明美=Akemi 純子=Junko 節子=Setsuko 葵=Aoi 結衣=Yui 陽菜=Hina|Haruna 美咲=Misaki 七海=Nanami 彩=Aya 舞=Mai 千夏=Chinatsu 桜=Sakura 凛=Rin 結菜=Yuna|Yuina 芽衣=Mei`),
  0.2
)
const chineseSyllable = {
  M: mostly(chineseMale.draw, chineseRare.draw, 0.45),
  F: mostly(chineseFemale.draw, chineseRare.draw, 0.45)
}
const japaneseMaleFirst = stock(
  '健=Ken 正=Masa 和=Kazu 義=Yoshi 秀=Hide 信=Nobu 貴=Taka 弘=Hiro 光=Mitsu 武=Take 文=Fumi 俊=Toshi 智=Tomo 昭=Aki 春=Haru'
)
const japaneseMaleSecond = stock(
  '雄=o 彦=hiko 之=yuki 人=to 明=aki 志=shi 樹=ki 也=ya 郎=ro 輝=teru 司=ji 平=hei'
)
const japaneseFemaleFirst = stock(
  '美=Mi 幸=Yuki 智=Tomo 明=Aki 久=Hisa 由=Yu 千=Chi 真=Ma 直=Nao 里=Ri 和=Kazu 純=Jun 絵=E 沙=Sa 亜=A'
)
const japaneseFemaleSecond = stock(
  '子=ko 美=mi 香=ka 代=yo 江=e 奈=na 里=ri 穂=ho 紀=ki 衣=i 乃=no'
)
const japaneseGiven = {
  M: mostly(japaneseMale.draw, compound(japaneseMaleFirst.draw, japaneseMaleSecond.draw), 0.6),
  F: mostly(japaneseFemale.draw, compound(japaneseFemaleFirst.draw, japaneseFemaleSecond.draw), 0.6)
}
const japaneseFamily = mostly(
  japaneseFamilies.draw,
  compound(japaneseFirst.draw, japaneseSecond.draw),
  0.65
)

/** China, Taiwan, Hong Kong: one-syllable surnames, one or two syllables of given name, joined. */
export const chinese: Culture = {
  culture: 'chinese',
  weight: 10,
  countries: `CHN:8:Beijing,Shanghai,Guangzhou,Chengdu,Wuhan,Xian,Harbin TWN:1:Taipei,Kaohsiung HKG:1:Hong_Kong SGP:1:Singapore MYS:1:Kuala_Lumpur,Penang`,
  placeholderBirthdays: 0.003,
  stocks: [chineseFamilies],
  name(random, sex) {
    const syllable = chineseSyllable[sex]
    const syllables = [syllable(random)]
    if (random.chance(0.8)) syllables.push(syllable(random))
    const separator = random.pick(['', '', '', '', '-', ' '])
    return namesOf([givenOf(syllables, separator)], [chineseFamilies.draw(random)], 'Hani')
  }
}

/** Korea: few surnames, two syllables of given name that are joined, hyphenated or apart. */
export const korean: Culture = {
  culture: 'korean',
  weight: 4,
  countries: 'KOR:8:Seoul,Busan,Daegu,Incheon,Gwangju,Daejeon PRK:1:Pyongyang',
  placeholderBirthdays: 0.004,
  stocks: [koreanFamilies],
  name(random) {
    const syllables = [koreanSyllables.draw(random), koreanSyllables.draw(random)]
    const separator = random.pick(['', '', '-', ' '])
    return namesOf([givenOf(syllables, separator)], [koreanFamilies.draw(random)], 'Hang')
  }
}

/** Japan: surnames of two characters with several readings, long vowels spelled both ways. */
export const japanese: Culture = {
  culture: 'japanese',
  weight: 4,
  countries: 'JPN:1:Tokyo,Osaka,Nagoya,Sapporo,Fukuoka,Kyoto,Yokohama,Kobe,Sendai',
  placeholderBirthdays: 0.001,
  stocks: [japaneseFamilies, japaneseMale, japaneseFemale],
  name(random, sex) {
    return namesOf([japaneseGiven[sex](random)], [japaneseFamily(random)], 'Jpan')
  }
}

/** 小 + 明 → Xiaoming, Xiao-Ming or Xiao Ming, as the passport office writes it. */
const givenOf = (syllables: readonly Word[], separator: string): Word => ({
  latin: syllables
    .map((syllable, at) =>
      at === 0 || separator === ' ' ? capitalised(syllable.latin) : syllable.latin
    )
    .join(separator),
  native: syllables.map(syllable => syllable.native ?? '').join('')
})
